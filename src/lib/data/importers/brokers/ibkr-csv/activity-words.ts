import { plainWords } from '../rows/words';

type Words = readonly (readonly [string, RegExp])[];

/** Sections by their English names, with how they are called in Spanish, Portuguese and Chinese. */
const sections: Words = [
  ['Trades', /^(operaciones|operacoes|交易)$/],
  ['Dividends', /^(dividendos|股息)$/],
  ['Withholding Tax', /^(retencion de impuestos|retencion fiscal|imposto retido na fonte|代扣税款?|预扣税)$/],
  ['Interest', /^(intereses?|juros|利息)$/],
  ['Fees', /^(tarifas|comisiones|taxas|tarifas de transaccion|费用|其它费用|其他费用)$/],
  [
    'Deposits & Withdrawals',
    /^(depositos y (retiradas|retiros)|depositos e (levantamentos|retiradas|saques)|存款和取款)$/
  ],
  ['Corporate Actions', /^(acciones corporativas|operacoes societarias|公司行动)$/],
  ['Open Positions', /^(posiciones abiertas|posicoes abertas|未平仓持仓)$/],
  ['Transfers', /^(transferencias|转账)$/],
  ['Cash Report', /^(informe de (efectivo|caja)|relatorio de caixa|现金报告)$/],
  [
    'Financial Instrument Information',
    /^(informacion de instrumentos? financieros?|informac(oes|ao) (sobre o|do|de) instrumentos? financeiros?|金融产品信息)$/
  ],
  ['Account Information', /^(informacion (sobre|de) la cuenta|informacoes (da|sobre a) conta|账户信息)$/]
];

const columns: Words = [
  ['field name', /^(nombre del campo|nome do campo|域名称)$/],
  ['field value', /^(valor del campo|valor do campo|域值)$/],
  ['asset category', /^(categoria de activos?|categoria de ativos?|资产分类)$/],
  ['currency', /^(divisa|moneda|moeda|货币)$/],
  ['symbol', /^simbolo$/],
  ['date/time', /^(fecha\/hora|data\/hora|日期\/时间)$/],
  ['date', /^(fecha|data|日期)$/],
  ['settle date', /^(fecha de liquidacion|data de liquidacao|结算日期)$/],
  ['report date', /^(fecha del informe|data do relatorio|报告日期)$/],
  ['quantity', /^(cantidad|quantidade|数量)$/],
  ['t. price', /^(precio trans\.?|preco neg\.?|交易价格)$/],
  ['proceeds', /^(productos|rendimentos|收益)$/],
  ['comm/fee', /^(tarifa\/com\.?|corr\/taxa|佣金\/税)$/],
  ['code', /^codigo$/],
  ['description', /^(descripcion|descricao|描述|说明)$/],
  ['amount', /^(importe|valor|montante|金额)$/],
  ['value', /^(valor|价值)$/],
  ['account', /^(cuenta|conta|账户)$/],
  ['security id', /^(id\. de seguridad|id\. de seguranca|证券号码|证券代码)$/],
  ['conid', /^合约编号$/],
  ['multiplier', /^(multiplicador|乘数)$/],
  ['type', /^(tipo|类型)$/],
  ['expiry', /^(vencimiento|vencimento|到期日?)$/],
  ['strike', /^(ejercicio|exercicio|执行|行使价)$/],
  ['underlying', /^(subyacente|底层)$/]
];

/** What the section on the account, and that on instruments, state. */
const values: Words = [
  ['Account', /^(cuenta|conta|账户)$/],
  ['Name', /^(nombre|nome|名称)$/],
  ['Base Currency', /^(divisa base|moeda base|基础货币)$/],
  ['stocks', /^(acciones|acoes|股票)$/],
  [
    'equity and index options',
    /^(opciones (sobre|de) .*(acciones|indices).*|opcoes (sobre|de) .*(acoes|indices).*|股票和指数期权)$/
  ],
  ['futures', /^(futuros|期货)$/],
  ['bonds', /^(bonos|obrigacoes|titulos|债券)$/],
  ['forex', /^(divisas|外汇)$/],
  ['mutual funds', /^(fondos de inversion|fundos mutuos|共同基金)$/]
];

const inEnglish = (words: Words, text: string): string => {
  const plain = plainWords(text);
  return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? text;
};

/** English name of a section. */
export const sectionName = (text: string): string => inEnglish(sections, text);

/** English names of columns, lower case. In Chinese the symbol and the code at the end are called the same. */
export function columnNames(names: readonly string[]): string[] {
  return names.map((name, at) => {
    if (name === '代码') return at === names.length - 1 && names.indexOf(name) < at ? 'code' : 'symbol';
    return inEnglish(columns, name).toLowerCase();
  });
}

/** English wording of a value that is a word of the statement itself. */
export const valueName = (text: string): string => inEnglish(values, text);
