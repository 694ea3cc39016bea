import { describe, expect, test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import { riskMeasures, portfolioRisk, type RiskSpec } from '$lib/quant/risk';
import { optimizePortfolio } from '../../optimal-portfolio';
test('x', () => {
  for (const [n, T] of [
    [5, 60],
    [10, 200],
    [20, 1000],
    [100, 1000]
  ] as const) {
    const random = randomStream(3);
    const f = Array.from({ length: T }, () => random.normal());
    const values = Float64Array.from(
      { length: T * n },
      (_, k) => 0.0005 + 0.01 * (0.7 * (f[Math.floor(k / n)] ?? 0) + random.normal() * (1 + (k % n) / n))
    );
    const returns = { values, rows: T, columns: n };
    for (const { id, convex } of riskMeasures) {
      if (!convex || !/gini-mean/.test(id)) continue;
      if (T >= 1000 && /gini/.test(id)) continue;
      if (n >= 100 && !/short|semi|abs|standard|condit/.test(id)) continue;
      const risk = { measure: id } as RiskSpec;
      const means = new Float64Array(n);
      values.forEach((v, k) => (means[k % n] += (v / T) * 252));
      const base = {
        instruments: Array.from({ length: n }, (_, j) => instrumentId(`i${j}`)),
        covariance: Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 0.04 : 0)),
        expectedReturns: means,
        riskFreeRate: 0,
        constraints: [],
        scenarios: { ...returns, periodsPerYear: 252 }
      };
      for (const kind of ['minimum-risk', 'maximum-ratio'] as const) {
        const t0 = performance.now();
        const r = optimizePortfolio({ ...base, objective: { kind, risk } });
        const ms = performance.now() - t0;
        if (r.status !== 'optimal') {
          console.log(n, T, id, kind, ms.toFixed(0), JSON.stringify(r).slice(0, 200));
          continue;
        }
        const worst = Math.max(...r.reasons.map(({ terms }) => Math.abs(terms.reduce((s, t) => s + t.value, 0))));
        console.log(
          n,
          T,
          id,
          kind,
          ms.toFixed(0) + 'ms',
          'risk',
          r.risk,
          'sum',
          worst.toExponential(1),
          'kkt',
          r.kkt.stationarity.toExponential(1),
          r.kkt.feasibility.toExponential(1),
          r.kkt.complementarity.toExponential(1)
        );
      }
    }
  }
}, 300000);
