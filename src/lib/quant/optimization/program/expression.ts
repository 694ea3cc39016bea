/** An affine expression a'x + constant over the variables of a program; places may repeat. */
export interface Expression {
  readonly indices: readonly number[];
  readonly values: readonly number[];
  readonly constant: number;
}

/** The expression of nothing but a number. */
export const constantOf = (constant: number): Expression => ({ indices: [], values: [], constant });

/** One variable, scaled. */
export const variable = (index: number, value = 1): Expression => ({ indices: [index], values: [value], constant: 0 });

/** Coefficients over consecutive variables from a first one, zeros left out. */
export function combination(coefficients: ArrayLike<number>, first = 0, constant = 0): Expression {
  const indices: number[] = [];
  const values: number[] = [];
  for (let j = 0; j < coefficients.length; j++) {
    const value = coefficients[j] ?? 0;
    if (value === 0) continue;
    indices.push(first + j);
    values.push(value);
  }
  return { indices, values, constant };
}

/** The expression times a number. */
export function scaled({ indices, values, constant }: Expression, factor: number): Expression {
  return { indices, values: values.map((value) => factor * value), constant: factor * constant };
}

/** Sum of expressions. */
export function sumOf(...parts: readonly Expression[]): Expression {
  const indices: number[] = [];
  const values: number[] = [];
  let constant = 0;
  for (const part of parts) {
    for (let k = 0; k < part.indices.length; k++) {
      indices.push(part.indices[k] ?? 0);
      values.push(part.values[k] ?? 0);
    }
    constant += part.constant;
  }
  return { indices, values, constant };
}
