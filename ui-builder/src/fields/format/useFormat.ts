import { useMemo } from 'react';
import type { Decimal } from '@/api';
import { useI18n } from '@/i18n';
import { useMe } from '@/metadata';
import { editableDecimal, formatDecimal, parseDecimal } from './numbers';
import {
  formatAgo,
  formatDate,
  formatDatetime,
  formatTime,
  instantToLocal,
  localToInstant,
} from './times';

/** Formatting with the person's language and time zone and the tenant's currency. */
export function useFormat() {
  const { language } = useI18n();
  const me = useMe();
  const zone = me.user.time_zone ?? me.tenant.time_zone;
  const currency = me.tenant.currency;
  return useMemo(
    () => ({
      number: (value: Decimal, scale?: number, grouped?: boolean) =>
        formatDecimal(value, { language, scale, grouped }),
      money: (value: Decimal, scale?: number) =>
        formatDecimal(value, { language, scale, currency }),
      parseNumber: (typed: string) => parseDecimal(typed, language),
      editableNumber: (value: unknown) => editableDecimal(value, language),
      date: (date: string) => formatDate(date, language),
      datetime: (instant: string) => formatDatetime(instant, language, zone),
      time: (time: string) => formatTime(time, language),
      ago: (instant: string) => formatAgo(instant, language),
      toLocal: (instant: string) => instantToLocal(instant, zone),
      toInstant: (local: string) => localToInstant(local, zone),
      currency,
    }),
    [language, zone, currency],
  );
}
