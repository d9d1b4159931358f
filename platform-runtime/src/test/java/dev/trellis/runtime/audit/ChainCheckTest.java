package dev.trellis.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.audit.Chain.Link;
import dev.trellis.runtime.audit.ChainCheck.Flaw;
import dev.trellis.runtime.audit.ChainCheck.Reason;
import dev.trellis.runtime.audit.ChainCheck.Result;
import dev.trellis.runtime.audit.ChainCheck.Trim;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainCheckTest {
  private final Chain chain = Chain.of(5);

  @Test
  void whatNobodyTouchedIsWhole() {
    assertThat(chain.check(chain.point(3), chain.point(5))).isEqualTo(new Result(5, null));
    assertThat(Chain.of(0).check()).isEqualTo(new Result(0, null));
  }

  @Test
  void aChangedEntryIsFound() {
    Link link = chain.links().get(2);
    chain.links().set(2, new Link(Chain.entry(3, "somebody else"), link.previous(), link.hash()));
    assertThat(flaw(chain.check())).isEqualTo(new Flaw(3, Reason.CHANGED));
  }

  @Test
  void aChangedEntryWithAHashOfItsOwnNoLongerLeadsToTheNext() {
    Link link = chain.links().get(2);
    var other = Chain.entry(3, "somebody else");
    chain.links().set(2, new Link(other, link.previous(), other.hash(link.previous())));
    assertThat(flaw(chain.check())).isEqualTo(new Flaw(4, Reason.UNLINKED));
  }

  @Test
  void aMissingEntryIsFound() {
    chain.links().remove(2);
    assertThat(flaw(chain.check())).isEqualTo(new Flaw(3, Reason.MISSING));
  }

  @Test
  void aMissingBeginningIsFound() {
    chain.links().removeFirst();
    assertThat(flaw(chain.check())).isEqualTo(new Flaw(1, Reason.MISSING));
  }

  @Test
  void entriesThatChangedPlacesAreFound() {
    Link second = chain.links().get(1);
    Link third = chain.links().get(2);
    chain.links().set(1, new Link(Chain.entry(2, "user 3"), second.previous(), second.hash()));
    chain.links().set(2, new Link(Chain.entry(3, "user 2"), third.previous(), third.hash()));
    assertThat(flaw(chain.check())).isEqualTo(new Flaw(2, Reason.CHANGED));
  }

  @Test
  void aMissingEndIsFoundByTheAnchorBehindIt() {
    ChainPoint anchor = chain.point(5);
    chain.links().removeLast();
    assertThat(flaw(chain.check(anchor))).isEqualTo(new Flaw(5, Reason.CUT_OFF));
    assertThat(flaw(chain.check())).as("without an anchor").isNull();
  }

  @Test
  void aChainThatWasWrittenAnewDoesNotPassThroughItsAnchors() {
    Chain other = Chain.of(4);
    Link last = other.links().removeLast();
    var entry = Chain.entry(4, "somebody else");
    other.links().add(new Link(entry, last.previous(), entry.hash(last.previous())));
    assertThat(flaw(other.check(chain.point(3)))).as("an anchor before the change").isNull();
    assertThat(flaw(other.check(chain.point(4)))).isEqualTo(new Flaw(4, Reason.REWRITTEN));
  }

  @Test
  void anEmptiedLogIsFound() {
    ChainPoint anchor = chain.point(5);
    chain.links().clear();
    assertThat(flaw(chain.check(anchor))).isEqualTo(new Flaw(1, Reason.CUT_OFF));
    assertThat(flaw(chain.check(new Trim(anchor, true))))
        .as("also when its end is said to have grown too old")
        .isEqualTo(new Flaw(6, Reason.CUT_OFF));
  }

  @Test
  void aBeginningThatWasRemovedForItsAgeIsNoFault() {
    var trim = new Trim(chain.point(2), true);
    ChainPoint anchor = chain.point(1);
    chain.links().removeFirst();
    chain.links().removeFirst();
    assertThat(chain.check(trim, anchor)).isEqualTo(new Result(3, null));
  }

  @Test
  void aBeginningThatNobodySignedForIsFound() {
    var trim = new Trim(chain.point(2), false);
    chain.links().removeFirst();
    chain.links().removeFirst();
    assertThat(flaw(chain.check(trim))).isEqualTo(new Flaw(2, Reason.BAD_TRIM));
  }

  @Test
  void anAnchorOfAnotherKeyIsFound() {
    var check = new ChainCheck(Trim.NONE, new AuditAnchors.Found(List.of(), true));
    assertThat(flaw(check.end())).isEqualTo(new Flaw(0, Reason.BAD_ANCHOR));
  }

  private static Flaw flaw(Result result) {
    return result.flaw();
  }
}
