/**
 * Currencies by the places of their amounts, as the server has them: a test of the server compares
 * them. What browsers know of currencies differs from one to the other.
 */
const CODES: readonly (readonly [places: number, codes: string])[] = [
  [
    0,
    'ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE TRL' +
      ' UGX UYI VND VUV XAF XAG XAU XBA XBB XBC XBD XDR XFO XFU XOF XPD XPF XPT XSU XTS XUA XXX',
  ],
  [
    2,
    'AED AFA AFN ALL AMD ANG AOA ARS ATS AUD AWG AYM AZM AZN BAM BBD BDT BGL BGN BMD BND BOB BOV' +
      ' BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CSD CUC CUP CVE CYP CZK DEM' +
      ' DKK DOP DZD EEK EGP ERN ETB EUR FIM FJD FKP FRF GBP GEL GHC GHS GIP GMD GTQ GWP GYD HKD' +
      ' HNL HRK HTG HUF IDR IEP ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL LTL' +
      ' LVL MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MXV MYR MZM MZN NAD NGN NIO' +
      ' NLG NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB RUR SAR SBD SCR SDD SDG SEK SGD' +
      ' SHP SIT SKK SLE SLL SOS SRD SRG SSP STD STN SVC SYP SZL THB TJS TMM TMT TOP TRY TTD TWD' +
      ' TZS UAH USD USN USS UYU UZS VEB VED VEF VES WST XAD XCD XCG YER YUM ZAR ZMK ZMW ZWD ZWG' +
      ' ZWL ZWN ZWR',
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF'],
];

const PLACES: ReadonlyMap<string, number> = new Map(
  CODES.flatMap(([places, codes]) => codes.split(' ').map((code) => [code, places] as const)),
);

/** How many places the amounts of a currency have; undefined when there is no such currency. */
export const placesOf = (currency: string): number | undefined => PLACES.get(currency);
