package dev.trellis.runtime.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A chain in memory, and what somebody may do to it. */
final class Chain {
  static final int TENANT = 7;

  /** An entry with both of its hashes, as a row has them. */
  record Link(AuditEntry entry, byte[] previous, byte[] hash) {}

  private final List<Link> links = new ArrayList<>();

  static Chain of(int length) {
    var chain = new Chain();
    for (int i = 1; i <= length; i++) {
      chain.append("user " + i);
    }
    return chain;
  }

  private void append(String subject) {
    byte[] previous = links.isEmpty() ? ChainPoint.START.hash() : links.getLast().hash();
    AuditEntry entry = entry(links.size() + 1L, subject);
    links.add(new Link(entry, previous, entry.hash(previous)));
  }

  static AuditEntry entry(long seq, String subject) {
    return new AuditEntry(
        TENANT,
        seq,
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(seq),
        "user",
        null,
        "Ada",
        null,
        "192.0.2.1",
        null,
        "user.changed",
        "user",
        null,
        subject,
        "{\"active\":true}",
        "{\"active\":false}");
  }

  List<Link> links() {
    return links;
  }

  ChainPoint point(int seq) {
    return new ChainPoint(seq, links.get(seq - 1).hash());
  }

  ChainCheck.Result check(ChainPoint... anchors) {
    return check(ChainCheck.Trim.NONE, anchors);
  }

  ChainCheck.Result check(ChainCheck.Trim trim, ChainPoint... anchors) {
    var check = new ChainCheck(trim, new AuditAnchors.Found(List.of(anchors), false));
    links.forEach(link -> check.next(link.entry(), link.previous(), link.hash()));
    return check.end();
  }
}
