package dev.trellis.runtime.audit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes along a tenant's chain, entry by entry, and stops at the first thing that is not as it was
 * written. Knows no database, so that the program and the operator's command check alike.
 */
public final class ChainCheck {
  private final Map<Long, ChainPoint> anchors = new HashMap<>();
  private final Trim trim;
  private ChainPoint last;
  private long entries;
  private @Nullable Flaw flaw;

  /** Where the chain begins since old entries were removed. */
  public record Trim(ChainPoint last, boolean isSigned) {
    public static final Trim NONE = new Trim(ChainPoint.START, true);
  }

  public enum Reason {
    /** An entry is not what its hash was made of. */
    CHANGED,
    /** It does not follow the one before it. */
    UNLINKED,
    /** One or more are not there. */
    MISSING,
    /** The chain ends before a place that it is known to have reached. */
    CUT_OFF,
    /** The chain does not pass through an anchor: it was written anew. */
    REWRITTEN,
    /** Nobody who holds the key removed what is missing at the beginning. */
    BAD_TRIM,
    /** The anchors outside the database were tampered with, or signed with another key. */
    BAD_ANCHOR
  }

  public record Flaw(long seq, Reason reason) {}

  /**
   * @param flaw the first that is wrong; null when the chain is whole
   */
  public record Result(long entries, @Nullable Flaw flaw) {
    public boolean isWhole() {
      return flaw == null;
    }
  }

  public ChainCheck(Trim trim, AuditAnchors.Found found) {
    this.trim = trim;
    this.last = trim.last();
    if (found.isForged()) {
      stop(0, Reason.BAD_ANCHOR);
    } else if (!trim.isSigned()) {
      stop(trim.last().seq(), Reason.BAD_TRIM);
    }
    for (ChainPoint anchor : found.points()) {
      ChainPoint other = anchors.put(anchor.seq(), anchor);
      if (other != null && !other.equals(anchor)) {
        stop(anchor.seq(), Reason.REWRITTEN);
      }
    }
    pass(trim.last());
  }

  /** The number of the last entry that was seen; the next one follows it. */
  public long position() {
    return last.seq();
  }

  /** Whether looking further would tell anything. */
  public boolean isOver() {
    return flaw != null;
  }

  public void next(AuditEntry entry, byte[] previous, byte[] hash) {
    if (isOver()) {
      return;
    }
    entries++;
    if (entry.seq() != last.seq() + 1) {
      stop(last.seq() + 1, Reason.MISSING);
    } else if (!last.hasHash(previous)) {
      stop(entry.seq(), Reason.UNLINKED);
    } else {
      last = new ChainPoint(entry.seq(), hash);
      if (last.hasHash(entry.hash(previous))) {
        pass(last);
      } else {
        stop(entry.seq(), Reason.CHANGED);
      }
    }
  }

  /** After the last entry. */
  public Result end() {
    anchors.keySet().stream()
        .filter(seq -> seq > last.seq())
        .min(Long::compare)
        .ifPresent(_ -> stop(last.seq() + 1, Reason.CUT_OFF));
    if (entries == 0 && trim.last().seq() > 0) {
      // The newest entry is never removed for its age.
      stop(last.seq() + 1, Reason.CUT_OFF);
    }
    return new Result(entries, flaw);
  }

  private void pass(ChainPoint point) {
    ChainPoint anchor = anchors.get(point.seq());
    if (anchor != null && !anchor.equals(point)) {
      stop(point.seq(), Reason.REWRITTEN);
    }
  }

  private void stop(long seq, Reason reason) {
    if (flaw == null) {
      flaw = new Flaw(seq, reason);
    }
  }
}
