import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { askAgain } from './askAgain';

describe('askAgain', () => {
  it('does not take the answer of a request that was under way', async () => {
    const queries = new QueryClient();
    let answerFirst: (label: string) => void = () => {};
    const load = vi
      .fn<() => Promise<string>>()
      .mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)))
      .mockResolvedValue('客户');
    const observer = new QueryObserver(queries, { queryKey: ['label'], queryFn: load });
    const stop = observer.subscribe(() => {});

    const asked = askAgain(queries);
    answerFirst('Accounts');
    await asked;

    expect(observer.getCurrentResult().data).toBe('客户');
    stop();
  });

  it('asks again for what is there already', async () => {
    const queries = new QueryClient();
    const load = vi
      .fn<() => Promise<string>>()
      .mockResolvedValueOnce('Accounts')
      .mockResolvedValue('客户');
    const observer = new QueryObserver(queries, { queryKey: ['label'], queryFn: load });
    const stop = observer.subscribe(() => {});
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('Accounts'));

    await askAgain(queries);

    expect(observer.getCurrentResult().data).toBe('客户');
    stop();
  });
});
