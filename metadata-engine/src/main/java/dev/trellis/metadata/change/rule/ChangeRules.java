package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.change.DraftRule;
import java.util.List;

/** Every rule, in the order in which they are checked. */
public final class ChangeRules {
  /** Without these the others would not know what they look at. */
  public static final List<DraftRule> OF_DRAFTS =
      List.of(
          new NothingIsNamedTwice(),
          new DeletionsAreThere(),
          new OwnersAreThere(),
          new ObjectAgreesWithName(),
          new ReservedNamesAreKept(),
          new BuiltInNameStaysAName(),
          new AdministratorStays(),
          new LimitsAreKept());

  public static final List<ChangeRule> OF_CANDIDATES =
      List.of(
          new EveryNameLeadsSomewhere(),
          new NothingInUseGoes(),
          new RelationshipsAreUnique(),
          new ScaleFitsPrecision(),
          new AutoNumberFormatsCount(),
          new PicklistValuesAreDistinct(),
          new PicklistsHaveOneSource(),
          new ControllingFieldsArePicklists(),
          new DefaultsFitTheirFields(),
          new DefaultsHaveOneSource(),
          new DefaultFormulasEnd(),
          new MessagesSaySomething(),
          new OneDefaultEach(),
          new LayoutsShowAFieldOnce(),
          new RecordTypesNarrowPicklists(),
          new DuplicateRulesCompareTexts(),
          new TypesChangeWhereValuesConvert(),
          new CalculationsDoNotCircle(),
          new FormulasStaySmall(),
          new RollupsGather(),
          new GatheredFieldsKeepTheirType(),
          new SharingLeadsSomewhere(),
          new ClearingNamesChangedFields());

  private ChangeRules() {}
}
