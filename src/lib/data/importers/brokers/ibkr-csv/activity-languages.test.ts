import { describe, expect, test } from 'vitest';
import { readBy } from '../../sheet/read-by.fixture';
import { brokenFields, problemTexts, statedTexts } from '../rows/stated.fixture';
import { ibkrActivity } from './ibkr-activity';

/** The same account in several languages: one purchase, one dividend. */
const statements: readonly (readonly [string, readonly string[]])[] = [
  [
    'Spanish',
    [
      'Statement,Header,Nombre del campo,Valor del campo',
      'Statement,Data,BrokerName,Interactive Brokers',
      'Información sobre la cuenta,Header,Nombre del campo,Valor del campo',
      'Información sobre la cuenta,Data,Cuenta,U1',
      'Información sobre la cuenta,Data,Divisa base,EUR',
      'Operaciones,Header,DataDiscriminator,Categoría de activo,Divisa,Símbolo,Fecha/Hora,Cantidad,Precio trans.,Precio de cier.,Productos,Tarifa/com.,Básico,PyG realizadas,MTM P/G,Código',
      'Operaciones,Data,Order,Acciones,EUR,ACME,"2024-03-10, 10:00:00","1,000",2.50,2.6,-2500,-2,2502,0,100,O',
      'Operaciones,SubTotal,,Acciones,EUR,ACME,,1000,,,-2500,-2,2502,0,100,',
      'Dividendos,Header,Divisa,Fecha,Descripción,Cantidad',
      'Dividendos,Data,EUR,2024-07-10,ACME(US0000000019) Dividendo en efectivo EUR 0.05 por acción,50'
    ]
  ],
  [
    'Portuguese',
    [
      'Statement,Header,Nome do campo,Valor do campo',
      'Statement,Data,BrokerName,Interactive Brokers',
      'Operações,Header,DataDiscriminator,Categoria de ativos,Moeda,Símbolo,Data/hora,Quantidade,Preço Neg.,Preço Fch.,Rendimentos,Corr/Taxa,Base,P&L realizados,P&L MTM,Código',
      'Operações,Data,Order,Ações,EUR,ACME,"2024-03-10, 10:00:00","1,000",2.50,2.6,-2500,-2,2502,0,100,O',
      'Dividendos,Header,Moeda,Data,Descrição,Valor',
      'Dividendos,Data,EUR,2024-07-10,ACME(US0000000019) Dividendo em dinheiro EUR 0.05 por ação,50'
    ]
  ],
  [
    'Chinese',
    [
      'Statement,Header,域名称,域值',
      'Statement,Data,BrokerName,Interactive Brokers',
      '交易,Header,DataDiscriminator,资产分类,货币,代码,日期/时间,数量,交易价格,收盘价格,收益,佣金/税,基础,已实现的损益,按市值计算的损益,代码',
      '交易,Data,Order,股票,EUR,ACME,"2024-03-10, 10:00:00","1,000",2.50,2.6,-2500,-2,2502,0,100,O',
      '股息,Header,货币,日期,描述,金额',
      '股息,Data,EUR,2024-07-10,ACME(US0000000019) 现金红利 EUR 0.05 每股,50'
    ]
  ]
];

describe('activity statements', () => {
  test.each(statements)('in %s are read as those in English', (_language, lines) => {
    const sheet = readBy(ibkrActivity, lines.join('\n'));
    expect(statedTexts(sheet).map((one) => one.replace(/ \| note [^|]*(?= \||$)/, ''))).toEqual([
      '2024-03-10 buy US0000000019 | quantity 1000 | price 2.5 | gross 2500 EUR | fees 2',
      '2024-07-10 dividend US0000000019 | gross 50 EUR'
    ]);
    expect([problemTexts(sheet), brokenFields(sheet)]).toEqual([[], []]);
  });

  test('in a language that is not known are refused line by line, never passed over in silence', () => {
    const sheet = readBy(
      ibkrActivity,
      [
        'Statement,Header,Kentän nimi,Kentän arvo',
        'Statement,Data,BrokerName,Interactive Brokers',
        'Kaupat,Header,DataDiscriminator,Omaisuusluokka,Valuutta,Tunnus,Päivä/Aika,Määrä,Hinta',
        'Kaupat,Data,Order,Osakkeet,EUR,ACME,"2024-03-10, 10:00:00",10,2.50'
      ].join('\n')
    );
    expect(sheet.posted).toEqual([]);
    expect(problemTexts(sheet)).toEqual(['2 row row-kind-unknown', '4 row row-kind-unknown']);
  });

  test('lose no order to a discriminator of sums, and tell a split of two rows once', () => {
    const action = 'Corporate Actions,Data,Stocks,USD,2026-03-03,"2026-03-02, 20:25:00"';
    const split = '"ACME(US0000000019) Split 1 for 10 (ACME, ACME CORP, US0000000019)"';
    const sheet = readBy(
      ibkrActivity,
      [
        'Account Information,Header,Field Name,Field Value',
        'Account Information,Data,Account,U1',
        'Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee,Code',
        'Trades,Data,Order,Stocks,USD,ACME,"2026-02-02, 10:00:00",90,2,-180,-1,O',
        'Trades,Data,SubTotal,Stocks,USD,ACME,,90,2,-180,-1,',
        'Financial Instrument Information,Header,Asset Category,Symbol,Description,Conid,Security ID,Multiplier,Type',
        'Financial Instrument Information,Data,Stocks,ACME,ACME CORP,11,US0000000019,1,COMMON',
        'Corporate Actions,Header,Asset Category,Currency,Report Date,Date/Time,Description,Quantity,Proceeds,Value,Realized P/L,Code',
        `${action},${split},-90,0,0,0,`,
        `${action},${split},9,0,0,0,`
      ].join('\n')
    );
    expect(statedTexts(sheet)).toEqual([
      '2026-02-02 buy US0000000019 | quantity 90 | price 2 | gross 180 USD | fees 1',
      '2026-03-03 split US0000000019 | numerator 1 | denominator 10'
    ]);
  });
});
