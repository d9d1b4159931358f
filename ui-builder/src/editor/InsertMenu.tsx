import { useEffect, useState } from 'react';
import { useT } from '@/i18n';
import { Popover, TextInput } from '@/ui';
import { helpFor } from './functionHelp';
import { suggestions, type Suggestion, type Surroundings } from './suggestions';
import styles from './editor.module.css';

/** Fields and functions to look through: for those who do not know yet what there is. */
export const InsertMenu = ({
  anchor,
  surroundings,
  onInsert,
  onClose,
}: {
  anchor: HTMLElement | null;
  surroundings: Surroundings;
  onInsert: (suggestion: Suggestion) => void;
  onClose: () => void;
}) => {
  const t = useT();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<Suggestion[]>([]);
  useEffect(() => {
    let isOutdated = false;
    const segments = search.trim().split('.');
    const typed = segments.at(-1) ?? '';
    void suggestions({ name: { from: 0, typed, way: segments.slice(0, -1) } }, surroundings)
      .catch(() => [])
      .then((all) => {
        if (!isOutdated) setFound(all);
      });
    return () => {
      isOutdated = true;
    };
  }, [search, surroundings]);
  const way = search.trim().replace(/[^.]*$/, '');
  return (
    <Popover anchor={anchor} onClose={onClose}>
      <div className={styles['menu']}>
        <TextInput
          type="search"
          data-autofocus
          aria-label={t('editor.searchInsert')}
          placeholder={t('editor.searchInsert')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {found.length === 0 && <p className={styles['soft']}>{t('common.nothingFound')}</p>}
        <ul>
          {found.map((suggestion) => (
            <li key={`${suggestion.kind} ${suggestion.text}`}>
              <button
                type="button"
                className={styles['insertion']}
                onClick={() => {
                  onInsert({ ...suggestion, text: way + suggestion.text });
                  onClose();
                }}
              >
                <code>
                  {suggestion.kind === 'function'
                    ? (helpFor(suggestion.text)?.signature ?? suggestion.text)
                    : way + suggestion.text}
                </code>
                <small>
                  {suggestion.kind === 'function' ? suggestion.also : suggestion.detail}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Popover>
  );
};
