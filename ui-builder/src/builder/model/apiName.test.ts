import { describe, expect, it } from 'vitest';
import { freeName, isApiName, proposedName } from './apiName';

describe('proposedName', () => {
  it.each([
    ['Close date', 'close_date'],
    ['  E-mail (work) ', 'e_mail_work'],
    ['2nd phone', 'nd_phone'],
    ['Größe', 'gro_e'],
    ['Café', 'cafe'],
    ['客户', ''],
    ['A__b', 'a_b'],
  ])('%s → %s', (label, name) => {
    expect(proposedName(label)).toBe(name);
    expect(name === '' || isApiName(name)).toBe(true);
  });

  it('stays within the length the server takes', () => {
    expect(isApiName(proposedName('word '.repeat(30)))).toBe(true);
  });
});

describe('freeName', () => {
  it('numbers a name that is taken', () => {
    expect(freeName('Amount', new Set(['amount', 'amount_2']))).toBe('amount_3');
  });
});

describe('isApiName', () => {
  it('knows namespaces', () => {
    expect(isApiName('crm__deal')).toBe(true);
    expect(isApiName('a__b__c')).toBe(false);
    expect(isApiName('Deal')).toBe(false);
  });
});
