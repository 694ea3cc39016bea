export { explainFigure } from './explain-figure';
export { MOST_INPUTS } from './figure-explanation';
export type {
  FigureExplanation,
  FigureInput,
  FigureQuestion,
  FormulaKey,
  HoldingFigure,
  InputKind,
  InputLabel,
  PortfolioFigure
} from './figure-explanation';
