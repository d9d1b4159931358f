import { Sigma, SquareFunction } from 'lucide-react';
import type { ComputedModule } from '../FieldModule';
import { computedInput } from './ComputedInput';
import { FormulaCell, FormulaText } from './FormulaText';

export const formula = {
  type: 'formula',
  icon: SquareFunction,
  Input: computedInput<'formula'>(),
  group: true,
} satisfies ComputedModule<'formula'>;

export const rollup = {
  type: 'rollup',
  icon: Sigma,
  Input: computedInput<'rollup'>(),
  group: true,
} satisfies ComputedModule<'rollup'>;

/** How formulas that yield texts are shown. */
export const formulaText = { Display: FormulaText, Cell: FormulaCell };
