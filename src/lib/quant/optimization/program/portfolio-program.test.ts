import { describe, expect, test } from 'vitest';
import { combination, constantOf, sumOf, variable } from './expression';
import { PortfolioProgram } from './portfolio-program';

const covariance = Float64Array.of(0.04, 0.006, 0.006, 0.09);
const ones = [1, 1];

function longOnly(): PortfolioProgram {
  const program = new PortfolioProgram(2);
  program.zero(sumOf(combination(ones), constantOf(-1)), 'budget');
  for (let j = 0; j < 2; j++) program.nonnegative(variable(j), 'long-only');
  return program;
}

describe('a portfolio program', () => {
  test('least variance of two, in closed form, and its terms add up to zero', () => {
    const program = longOnly();
    program.minimiseQuadratic(covariance, 1, 'risk');
    const answer = program.solve();
    if (answer.status !== 'optimal') throw new Error(answer.status);
    const first = (0.09 - 0.006) / (0.04 + 0.09 - 2 * 0.006);
    expect(answer.weights[0]).toBeCloseTo(first, 8);
    for (let j = 0; j < 2; j++)
      expect([...answer.terms.values()].reduce((sum, part) => sum + (part[j] ?? 0), 0)).toBeCloseTo(0, 8);
  });

  test('the best ratio of two, in closed form, by its normalisation', () => {
    const program = longOnly();
    program.minimiseQuadratic(covariance, 1, 'risk');
    const answer = program.solve(combination([0.05, 0.08]));
    if (answer.status !== 'optimal') throw new Error(answer.status);
    const raw = [0.09 * 0.05 - 0.006 * 0.08, 0.04 * 0.08 - 0.006 * 0.05];
    expect(answer.weights[0]).toBeCloseTo((raw[0] ?? 0) / ((raw[0] ?? 0) + (raw[1] ?? 0)), 7);
    for (let j = 0; j < 2; j++)
      expect([...answer.terms.values()].reduce((sum, part) => sum + (part[j] ?? 0), 0)).toBeCloseTo(0, 8);
  });

  test('rules that cannot hold together are named by their terms', () => {
    const program = longOnly();
    program.nonnegative(sumOf(constantOf(0.3), variable(0, -1)), 'cap of the first');
    program.nonnegative(sumOf(constantOf(0.4), variable(1, -1)), 'cap of the second');
    program.minimiseQuadratic(covariance, 1, 'risk');
    expect(program.solve()).toEqual({
      status: 'infeasible',
      terms: expect.arrayContaining(['budget', 'cap of the first', 'cap of the second']) as string[]
    });
  });
});
