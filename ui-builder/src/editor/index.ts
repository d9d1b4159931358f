export { type FormulaSetting } from './formula';
export { FormulaEditor } from './FormulaEditor';
