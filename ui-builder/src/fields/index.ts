export { blankOperators, type Draft, type FieldModule, type Operator } from './FieldModule';
export { FieldCell, FieldDisplay, FieldFilter, FieldInput, FormField } from './FieldView';
export { durationSeconds, isoDuration } from './format/durations';
export { useFormat } from './format/useFormat';
export { closedBy } from './picklist/choices';
export { referenceValue } from './reference/referenceValue';
export { fieldModule } from './registry';
export { isBlank } from './shared/values';
export { wireValue } from './wireValue';
