import type { ConeProduct } from './cone-product';
import type { ConePoint } from './cone-block';
import type { ScaledProblem } from './equilibration';
import { addSymmetricProduct, greatest, NewtonSystem } from './newton-system';
import { addProduct, addTransposedProduct } from './sparse-columns';

/** How an iteration went: `stuck` when no step could be made. */
export type StepOutcome = 'moved' | 'stuck';

/** For half-lines alone, the part of the step to the boundary that is gone near the end. */
const MOST_FRACTION = 0.9999;
const SHORTEST = 1e-5;
const BACKTRACK = 0.8;

/** Changes of tau and kappa. */
interface ScalarStep {
  readonly tau: number;
  readonly kappa: number;
}

interface LongStep {
  readonly step: ScalarStep;
  readonly longest: number;
}

/** The error of a Newton solution from which on the matrix is factored again with more care. */
const INACCURATE = 1e-3;
/** Most corrections of a step towards the path. */
const CORRECTIONS = 4;

/**
 * The homogeneous self-dual embedding of a conic program with quadratic objective (Andersen and Ye 1999; Goulart and
 * Chen 2024), followed along its central path by predictor and corrector steps (Mehrotra 1992). A solution has
 * tau > 0 and is (x, s, z) / tau; kappa > 0 instead leaves a certificate that there is none.
 */
export class Embedding {
  readonly x: Float64Array;
  readonly s: Float64Array;
  readonly z: Float64Array;
  tau = 1;
  kappa = 1;
  /** Px + G'z + c tau, Gx + s - h tau, and c'x + h'z + kappa + x'Px / tau. */
  readonly dualResidual: Float64Array;
  readonly primalResidual: Float64Array;
  gapResidual = 0;
  /** Px and G'z, at the same point. */
  readonly px: Float64Array;
  readonly gz: Float64Array;
  curvature = 0;
  cost = 0;
  bound = 0;
  private readonly system: NewtonSystem;
  private readonly point: ConePoint;
  private readonly constant: { readonly x: Float64Array; readonly z: Float64Array };
  private readonly dx: Float64Array;
  private readonly rightX: Float64Array;
  private readonly rightZ: Float64Array;
  private readonly shift: Float64Array;
  private readonly constantPx: Float64Array;

  constructor(
    private readonly problem: ScaledProblem,
    private readonly cones: ConeProduct,
    /** Part of the step to the boundary that is gone. */
    private readonly fraction: number
  ) {
    const n = problem.linear.length;
    const m = problem.right.length;
    const [ofX, ofZ] = [(): Float64Array => new Float64Array(n), (): Float64Array => new Float64Array(m)];
    this.x = ofX();
    this.s = ofZ();
    this.z = ofZ();
    this.point = { s: this.s, z: this.z, ds: ofZ(), dz: ofZ() };
    this.dualResidual = ofX();
    this.primalResidual = ofZ();
    this.px = ofX();
    this.gz = ofX();
    this.constant = { x: ofX(), z: ofZ() };
    this.dx = ofX();
    this.rightX = ofX();
    this.rightZ = ofZ();
    this.shift = ofZ();
    this.constantPx = ofX();
    this.system = new NewtonSystem(problem.quadratic, problem.constraints, cones);
    this.start();
    this.measure();
  }

  /** Least-squares points moved inside where the cones are symmetric, their central points where not. */
  private start(): void {
    const { cones, s, z, x, system, problem } = this;
    cones.centre(s);
    cones.centre(z);
    if (!cones.symmetric) return;
    cones.update(s, z, 1);
    system.refactor();
    const minusCost = problem.linear.map((value) => -value);
    if (problem.quadratic) {
      system.solve(minusCost, problem.right, x, z);
      for (let i = 0; i < s.length; i++) s[i] = -z[i];
    } else {
      system.solve(new Float64Array(x.length), problem.right, x, s);
      for (let i = 0; i < s.length; i++) s[i] = -s[i];
      system.solve(minusCost, new Float64Array(s.length), this.dx, z);
    }
    for (const block of cones.blocks) {
      if (block.degree === 0) s.fill(0, block.offset, block.offset + block.size);
    }
    cones.moveInside(s, z);
    this.kappa = Math.max(1e-4, dot(s, z) / Math.max(1, cones.degree));
  }

  /** Mean complementarity. */
  get mu(): number {
    return (dot(this.s, this.z) + this.tau * this.kappa) / (this.cones.degree + 1);
  }

  /** Recomputes residuals and the parts of the objective at the present point. */
  measure(): void {
    const { problem, x, s, z, tau, px, gz, dualResidual, primalResidual } = this;
    px.fill(0);
    if (problem.quadratic) addSymmetricProduct(problem.quadratic, x, 1, px);
    gz.fill(0);
    addTransposedProduct(problem.constraints, z, 1, gz);
    for (let j = 0; j < px.length; j++) dualResidual[j] = px[j] + gz[j] + problem.linear[j] * tau;
    for (let i = 0; i < s.length; i++) primalResidual[i] = s[i] - problem.right[i] * tau;
    addProduct(problem.constraints, x, 1, primalResidual);
    this.curvature = dot(px, x);
    this.cost = dot(problem.linear, x);
    this.bound = dot(problem.right, z);
    this.gapResidual = this.cost + this.bound + this.kappa + this.curvature / tau;
  }

  /** Greatest of residuals and mu, in the scaled problem, relative to its right side, cost and terms: cheap and coarse. */
  get error(): number {
    const { dualResidual, primalResidual, tau, problem, s, px } = this;
    const dual = greatest(dualResidual) / Math.max(tau * greatest(problem.linear), greatest(px), 1e-3 * tau);
    const primal = greatest(primalResidual) / Math.max(tau * greatest(problem.right), greatest(s), 1e-3 * tau);
    return Math.max(dual, primal, this.mu / (tau * tau));
  }

  /** One predictor and corrector step. */
  advance(): StepOutcome {
    const { cones, s, z, system, problem, shift, point, constant } = this;
    const mu = this.mu;
    if (!cones.update(s, z, mu)) return 'stuck';
    system.refactor();
    this.rightX.set(problem.linear);
    for (let j = 0; j < this.rightX.length; j++) this.rightX[j] = -problem.linear[j];
    const error = system.solve(this.rightX, problem.right, constant.x, constant.z, true);
    if (!(error < INACCURATE) && !cones.flat) {
      system.refactor(true);
      system.solve(this.rightX, problem.right, constant.x, constant.z);
    }
    this.constantPx.fill(0);
    if (problem.quadratic) addSymmetricProduct(problem.quadratic, constant.x, 1, this.constantPx);
    shift.set(s);
    for (const block of cones.blocks) if (block.degree === 0) shift.fill(0, block.offset, block.offset + block.size);
    const product = this.tau * this.kappa;
    const affine = this.direction(1, product, true);
    const reach = this.reach(affine);
    const centring = (1 - reach) ** 3;
    cones.correct(point, centring * mu, shift);
    const aim = product + affine.tau * affine.kappa - centring * mu;
    let step = this.direction(1 - centring, aim);
    let longest = this.reach(step);
    if (cones.flat) ({ step, longest } = this.recentred(step, longest, 1 - centring, centring * mu, aim));
    const near = cones.flat ? Math.min(MOST_FRACTION, 1 - 0.1 * (1 - reach)) : 0;
    let length = this.lengthNear(step, Math.max(this.fraction, near) * longest);
    if (!(length > SHORTEST)) {
      // Back towards the central path first.
      point.ds.fill(0);
      point.dz.fill(0);
      cones.correct(point, mu, shift);
      step = this.direction(0, product - mu);
      length = this.lengthNear(step, this.fraction * this.reach(step));
      if (!(length > SHORTEST)) return 'stuck';
    }
    this.move(step, length);
    return 'moved';
  }

  /**
   * The step with corrections that pull far products towards the target, so that it can be longer (Gondzio 1996); each
   * costs a solution, not a factorisation. Kept while the step grows by a tenth of what was hoped for.
   */
  private recentred(step: ScalarStep, longest: number, part: number, target: number, aim: number): LongStep {
    const { dx, shift, point, cones } = this;
    let best = { step, longest };
    for (let round = 0; round < CORRECTIONS && best.longest < 0.9; round++) {
      const kept = { x: dx.slice(), s: point.ds.slice(), z: point.dz.slice() };
      const hope = Math.min(1, 1.5 * best.longest + 0.1);
      cones.recentre(point, hope, 0.1 * target, 10 * target, shift);
      const product = (this.tau + hope * best.step.tau) * (this.kappa + hope * best.step.kappa);
      if (product < 0.1 * target) aim -= 0.1 * target - product;
      else if (product > 10 * target) aim += Math.min(product - 10 * target, 10 * target);
      const next = this.direction(part, aim, true);
      const reach = this.reach(next);
      const gain = reach - best.longest;
      if (gain > 0) best = { step: next, longest: reach };
      else {
        dx.set(kept.x);
        point.ds.set(kept.s);
        point.dz.set(kept.z);
      }
      if (!(gain >= 0.1 * (hope - best.longest))) break;
    }
    return best;
  }

  /** The direction that takes away `part` of the residuals, its x, z, s left in the fields, tau and kappa returned. */
  private direction(part: number, product: number, rough = false): ScalarStep {
    const { problem, dualResidual, primalResidual, rightX, rightZ, shift, point, dx, constant, tau, kappa, px } = this;
    for (let j = 0; j < rightX.length; j++) rightX[j] = -part * dualResidual[j];
    for (let i = 0; i < rightZ.length; i++) rightZ[i] = shift[i] - part * primalResidual[i];
    this.system.solve(rightX, rightZ, dx, point.dz, rough);
    const along = 2 / tau;
    const numerator =
      -part * this.gapResidual +
      product / tau -
      dot(problem.linear, dx) -
      dot(problem.right, point.dz) -
      along * dot(px, dx);
    const denominator =
      dot(problem.linear, constant.x) +
      dot(problem.right, constant.z) +
      along * dot(px, constant.x) -
      this.curvature / (tau * tau) -
      kappa / tau;
    const dTau = numerator / denominator;
    for (let j = 0; j < dx.length; j++) dx[j] += dTau * constant.x[j];
    for (let i = 0; i < rightZ.length; i++) point.dz[i] += dTau * constant.z[i];
    this.slackDirection(part, dTau);
    return { tau: dTau, kappa: -(product + kappa * dTau) / tau };
  }

  /**
   * ds from dz, exact for each product of half-lines; for the other cones from dx, which leaves the rounding of their
   * scaling in the complementarity and not in the residual.
   */
  private slackDirection(part: number, dTau: number): void {
    const { problem, primalResidual, shift, point, dx, cones, rightZ } = this;
    cones.apply(point.dz, point.ds);
    for (let i = 0; i < shift.length; i++) point.ds[i] = -point.ds[i] - shift[i];
    if (cones.flat) return;
    for (let i = 0; i < shift.length; i++) rightZ[i] = dTau * problem.right[i] - part * primalResidual[i];
    addProduct(problem.constraints, dx, -1, rightZ);
    for (const { offset, size, degree, symmetric } of cones.blocks) {
      if (symmetric && (degree === 0 || degree === size)) continue;
      for (let i = offset; i < offset + size; i++) point.ds[i] = rightZ[i];
    }
  }

  /** The longest step, at most one, that keeps everything in its cone. */
  private reach({ tau, kappa }: ScalarStep): number {
    let length = 1;
    if (!Number.isFinite(tau)) return 0;
    if (tau < 0) length = Math.min(length, -this.tau / tau);
    if (kappa < 0) length = Math.min(length, -this.kappa / kappa);
    return this.cones.step(this.point, length);
  }

  /** The step shortened until it ends near the central path, which cones that are not symmetric ask for. */
  private lengthNear(step: ScalarStep, longest: number): number {
    if (this.cones.symmetric) return longest;
    const { s, z, ds, dz } = this.point;
    let length = longest;
    for (; length > SHORTEST; length *= BACKTRACK) {
      const tau = this.tau + length * step.tau;
      const kappa = this.kappa + length * step.kappa;
      let total = tau * kappa;
      for (let i = 0; i < s.length; i++) total += (s[i] + length * ds[i]) * (z[i] + length * dz[i]);
      const mu = total / (this.cones.degree + 1);
      if (this.cones.isNearPath(this.point, length, mu)) return length;
    }
    return 0;
  }

  private move(step: ScalarStep, length: number): void {
    const { x, s, z, dx, point } = this;
    for (let j = 0; j < x.length; j++) x[j] += length * dx[j];
    for (let i = 0; i < s.length; i++) {
      s[i] += length * point.ds[i];
      z[i] += length * point.dz[i];
    }
    this.tau += length * step.tau;
    this.kappa += length * step.kappa;
    this.measure();
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
