/** An XML file of two portfolios, as the program nests its records: cross-linked halves, references by path. */
export function nestedXml(version: number): string {
  const shares = (units: number): string => String(units * (version < 26 ? 1e5 : version < 49 ? 1e6 : 1e8));
  const quote = (value: number): string => String(value * (version < 30 ? 1e2 : version < 49 ? 1e4 : 1e8));
  const date = (day: string): string => (version < 36 ? day : `${day}T00:00`);
  const costs =
    version < 28
      ? '<fees>250</fees><taxes>100</taxes>'
      : `<units>
          <unit type="GROSS_VALUE"><amount currency="EUR" amount="45000"/><forex currency="USD" amount="50000"/><exchangeRate>0.9</exchangeRate></unit>
          <unit type="FEE"><amount currency="EUR" amount="250"/></unit>
          <unit type="TAX"><amount currency="EUR" amount="100"/></unit>
        </units>`;
  return `<client>
  <version>${version}</version>
  <baseCurrency>EUR</baseCurrency>
  <securities>
    <security>
      <uuid>s-1</uuid>
      <name>Acme Industries</name>
      <currencyCode>USD</currencyCode>
      <isin>US0000000018</isin>
      <tickerSymbol>ACME</tickerSymbol>
      <wkn>A0ACME</wkn>
      <feed>MANUAL</feed>
      <prices>
        <price t="2020-01-02" v="${quote(49.5)}"/>
        <price t="2020-01-03" v="${quote(50.25)}"/>
      </prices>
      <latest t="2020-01-06" v="${quote(51)}"><high>-1</high></latest>
      <events>
        <event><date>2020-06-01</date><type>STOCK_SPLIT</type><details>2:1</details></event>
        <event><date>2020-06-02</date><type>NOTE</type><details>moved</details></event>
      </events>
      <isRetired>false</isRetired>
    </security>
    <security>
      <uuid>s-2</uuid>
      <name>Rate</name>
      <currencyCode>EUR</currencyCode>
      <targetCurrencyCode>USD</targetCurrencyCode>
      <prices><price t="2020-01-02" v="${quote(1.25)}"/></prices>
    </security>
  </securities>
  <watchlists><watchlist><name>w</name><securities><security reference="../../../../securities/security"/></securities></watchlist></watchlists>
  <accounts>
    <account>
      <uuid>a-1</uuid>
      <name>Cash</name>
      <currencyCode>EUR</currencyCode>
      <transactions>
        <account-transaction>
          <uuid>t-1</uuid>
          <date>${date('2020-01-02')}</date>
          <currencyCode>EUR</currencyCode>
          <amount>100000</amount>
          <shares>0</shares>
          <type>DEPOSIT</type>
        </account-transaction>
        <account-transaction>
          <uuid>t-2</uuid>
          <date>${date('2020-01-02')}</date>
          <currencyCode>EUR</currencyCode>
          <amount>45350</amount>
          <security reference="../../../../../securities/security"/>
          <crossEntry class="buysell">
            <portfolio>
              <uuid>p-1</uuid>
              <name>Depot</name>
              <referenceAccount reference="../../../../.."/>
              <transactions>
                <portfolio-transaction>
                  <uuid>t-3</uuid>
                  <date reference="../../../../../date"/>
                  <currencyCode>EUR</currencyCode>
                  <amount>45350</amount>
                  <security reference="../../../../../../../../../securities/security"/>
                  <crossEntry class="buysell" reference="../../../.."/>
                  <shares>${shares(10)}</shares>
                  <note>first</note>
                  ${costs}
                  <type>BUY</type>
                </portfolio-transaction>
                <portfolio-transaction>
                  <uuid>t-4</uuid>
                  <date>${date('2020-02-03')}</date>
                  <currencyCode>EUR</currencyCode>
                  <amount>0</amount>
                  <security reference="../../../../../../../../../securities/security"/>
                  <crossEntry class="portfolio-transfer">
                    <portfolioFrom reference="../../../.."/>
                    <transactionFrom reference="../.."/>
                    <portfolioTo>
                      <uuid>p-2</uuid>
                      <name>Other depot</name>
                      <referenceAccount reference="../../../../../../../../../../account[2]"/>
                      <transactions>
                        <portfolio-transaction>
                          <uuid>t-5</uuid>
                          <date>${date('2020-02-03')}</date>
                          <currencyCode>EUR</currencyCode>
                          <amount>0</amount>
                          <security reference="../../../../../../../../../../../../../securities/security"/>
                          <crossEntry class="portfolio-transfer" reference="../../../.."/>
                          <shares>${shares(4)}</shares>
                          <type>TRANSFER_IN</type>
                        </portfolio-transaction>
                        <portfolio-transaction>
                          <uuid>t-9</uuid>
                          <date>${date('2020-03-01')}</date>
                          <currencyCode>EUR</currencyCode>
                          <amount>12345</amount>
                          <security reference="../../../../../../../../../../../../../securities/security"/>
                          <shares>${shares(1.5)}</shares>
                          <type>DELIVERY_INBOUND</type>
                        </portfolio-transaction>
                      </transactions>
                    </portfolioTo>
                    <transactionTo reference="../portfolioTo/transactions/portfolio-transaction"/>
                  </crossEntry>
                  <shares>${shares(4)}</shares>
                  <type>TRANSFER_OUT</type>
                </portfolio-transaction>
              </transactions>
            </portfolio>
            <portfolioTransaction reference="../portfolio/transactions/portfolio-transaction"/>
            <account reference="../../../.."/>
            <accountTransaction reference="../.."/>
          </crossEntry>
          <shares>0</shares>
          <type>BUY</type>
        </account-transaction>
        <account-transaction>
          <uuid>t-6</uuid>
          <date>${date('2020-01-09')}</date>
          <currencyCode>EUR</currencyCode>
          <amount>9000</amount>
          <crossEntry class="account-transfer">
            <accountFrom reference="../../../.."/>
            <transactionFrom reference="../.."/>
            <accountTo reference="../../../../../account[2]"/>
            <transactionTo>
              <uuid>t-7</uuid>
              <date>${date('2020-01-09')}</date>
              <currencyCode>USD</currencyCode>
              <amount>10000</amount>
              <crossEntry class="account-transfer" reference="../.."/>
              <shares>0</shares>
              <type>TRANSFER_IN</type>
            </transactionTo>
          </crossEntry>
          <shares>0</shares>
          <type>TRANSFER_OUT</type>
        </account-transaction>
      </transactions>
    </account>
    <account>
      <uuid>a-2</uuid>
      <name>Dollars</name>
      <currencyCode>USD</currencyCode>
      <transactions>
        <account-transaction reference="../../../account/transactions/account-transaction[3]/crossEntry/transactionTo"/>
        <account-transaction>
          <uuid>t-8</uuid>
          <date>${date('2020-04-01')}</date>
          <currencyCode>USD</currencyCode>
          <amount>850</amount>
          <security reference="../../../../../securities/security"/>
          <shares>${shares(4)}</shares>
          ${version < 28 ? '<taxes>150</taxes>' : '<units><unit type="TAX"><amount currency="USD" amount="150"/></unit></units>'}
          <type>DIVIDENDS</type>
        </account-transaction>
      </transactions>
    </account>
  </accounts>
  <portfolios>
    <portfolio reference="../../accounts/account/transactions/account-transaction[2]/crossEntry/portfolio"/>
    <portfolio reference="../../accounts/account/transactions/account-transaction[2]/crossEntry/portfolio/transactions/portfolio-transaction[2]/crossEntry/portfolioTo"/>
  </portfolios>
  <plans><investment-plan><name>Monthly</name></investment-plan></plans>
</client>
`;
}

/** One account with records of every kind of cash, saved with ids. */
export const idXml = `<client id="1">
  <version>69</version>
  <baseCurrency>CHF</baseCurrency>
  <securities id="2">
    <security id="3"><uuid>s-1</uuid><name>Acme</name><currencyCode>GBX</currencyCode><tickerSymbol>ACM.L</tickerSymbol>
      <prices id="4"><price t="2024-01-02" v="12500000000"/></prices></security>
  </securities>
  <accounts id="10">
    <account id="11"><uuid>a-1</uuid><name>Konto</name><currencyCode>CHF</currencyCode>
      <transactions id="12">
        ${[
          ['INTEREST', 1000, '<units><unit type="TAX"><amount currency="CHF" amount="350"/></unit></units>'],
          ['INTEREST_CHARGE', 200, ''],
          ['FEES', 300, ''],
          ['FEES_REFUND', 400, ''],
          ['TAXES', 500, '<security reference="3"/>'],
          ['TAX_REFUND', 600, ''],
          ['REMOVAL', 700, '<note>rent &amp; food</note>'],
          ['RAIN', 800, ''],
          ['BUY', 900, '<security reference="3"/>']
        ]
          .map(
            ([type, amount, more], at) => `<account-transaction id="${20 + at}">
          <uuid>t-${at}</uuid><date>2024-01-0${at + 1}T00:00</date><currencyCode>CHF</currencyCode><amount>${amount}</amount>
          ${more}<type>${type}</type>
        </account-transaction>`
          )
          .join('\n        ')}
      </transactions></account>
  </accounts>
  <portfolios id="30">
    <portfolio id="31"><uuid>p-1</uuid><name>Depot</name><referenceAccount reference="11"/>
      <transactions id="32">
        <portfolio-transaction id="33">
          <uuid>t-90</uuid><date>2024-02-01T10:30</date><currencyCode>CHF</currencyCode><amount>110000</amount><security reference="3"/>
          <crossEntry class="buysell" id="34"><portfolio reference="31"/><portfolioTransaction reference="33"/><account reference="11"/>
            <accountTransaction id="35"><uuid>t-91</uuid><date>2024-02-01T10:30</date><amount>110000</amount><type>SELL</type></accountTransaction></crossEntry>
          <shares>80000000</shares><type>SELL</type>
        </portfolio-transaction>
        <portfolio-transaction id="36">
          <uuid>t-92</uuid><date>2024-02-02T00:00</date><currencyCode>CHF</currencyCode><amount>0</amount><security reference="3"/>
          <shares>0</shares><type>DELIVERY_OUTBOUND</type>
        </portfolio-transaction>
      </transactions></portfolio>
  </portfolios>
</client>`;
