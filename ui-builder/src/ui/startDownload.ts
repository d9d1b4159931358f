/** As a link with `download`, so that a refusal is a failed download and not another page. */
export function startDownload(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
