import { test } from 'vitest';
import { instrumentId } from '$lib/domain/instruments';
import { randomStream } from '$lib/math/random';
import { type RiskSpec } from '$lib/quant/risk';
import { optimizePortfolio } from '$lib/quant/optimization';
import { feasibleSet } from '/work/wt/scenarios/src/lib/quant/optimization/feasible-set';
import { solvedProgram } from '/work/wt/scenarios/src/lib/quant/optimization/program/ruled-program';
test('x', () => {
  for (const [n, T] of [[20,1000],[100,1000]] as const) for (const id of (process.env['IDS']??'expected-shortfall').split(',')) {
    const random = randomStream(3);
    const f = Array.from({length:T},()=>random.normal());
    const values = Float64Array.from({length:T*n},(_,k)=>0.0005+0.01*(0.7*(f[Math.floor(k/n)]??0)+random.normal()*(1+(k%n)/n)));
    const returns={values,rows:T,columns:n};
      const risk={measure:id} as RiskSpec;
      const means=new Float64Array(n); values.forEach((v,k)=>means[k%n]+=v/T*252);
      const base={instruments:Array.from({length:n},(_,j)=>instrumentId(`i${j}`)),covariance:Float64Array.from({length:n*n},(_,k)=>k%(n+1)===0?0.04:0),expectedReturns:means,riskFreeRate:0,constraints:[],scenarios:{...returns,periodsPerYear:252}};
      for (let k=0;k<6;k++) {
      const problem={...base,objective:{kind:'minimum-risk',risk}} as const;
      const t0=performance.now();
      const s=solvedProgram(problem,feasibleSet(problem));
      const t1=performance.now();
      const r=optimizePortfolio(problem);
      const t2=performance.now();
      console.log(n,T,id,'solve',(t1-t0).toFixed(0)+'ms','whole',(t2-t1).toFixed(0)+'ms',s.status==='optimal'?s.certificate.iterations:'',r.status==='optimal'?r.risk:'');
      }
  }
}, 300000);
