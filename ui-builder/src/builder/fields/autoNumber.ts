/** `C-{YYYY}-{00000}` → `C-2026-00042`, as the server will number the next record. */
export function autoNumberExample(format: string, number: number, day: Date): string {
  const year = String(day.getFullYear());
  const parts: Record<string, string> = {
    YYYY: year,
    YY: year.slice(2),
    MM: String(day.getMonth() + 1).padStart(2, '0'),
    DD: String(day.getDate()).padStart(2, '0'),
  };
  return format.replace(/\{(YYYY|YY|MM|DD|0+)\}/g, (_, part: string) =>
    part.startsWith('0') ? String(number).padStart(part.length, '0') : (parts[part] ?? ''),
  );
}
