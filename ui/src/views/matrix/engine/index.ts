/** The matrix engine: framework free. `MatrixCanvas.svelte` is the thin part that mounts it. */
export { Matrix } from './matrix';
export type { MatrixEvents, MatrixFocus, MatrixHover } from './events';
export { Keyboard } from './keyboard';
export { Pointer } from './pointer';
export { countQuadrants, FORMATS, quadrantOf } from './model';
export type { MatrixDetail, MatrixFormat, MatrixPoint, Place, QuadrantCounts, Satellite } from './model';
export type { MatrixTexts, PointInWords } from './texts';
