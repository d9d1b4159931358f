import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search, type LucideIcon } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { search } from '@/api';
import { useT } from '@/i18n';
import { useDescribe } from '@/metadata';
import {
  Dialog,
  isEnabled,
  ObjectIcon,
  shortcutText,
  Spinner,
  useAllActions,
  useDebounced,
} from '@/ui';
import styles from './Palette.module.css';

type Item = {
  key: string;
  label: string;
  note?: string | undefined;
  icon: ReactNode;
  group: 'records' | 'actions';
  perform: () => void;
};

const ACTIONS_BEFORE_TYPING = 12;

/** Finds records on the server and commands here, in one list. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const navigate = useNavigate();
  const objects = useDescribe();
  const actions = useAllActions();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const settled = useDebounced(query.trim(), 120);
  const found = useQuery({
    queryKey: ['records', 'search', settled],
    queryFn: ({ signal }) => search(settled, signal),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  });

  const words = query.trim().toLowerCase();
  const hits = words === '' ? [] : (found.data?.hits ?? []);
  const records = hits.map((hit): Item => {
    const object = objects.find((candidate) => candidate.name === hit.object);
    return {
      key: `record ${hit.id}`,
      label: hit.name || t('list.unnamed'),
      note: object?.label ?? hit.object,
      icon: <ObjectIcon icon={object?.icon} color={object?.color} />,
      group: 'records',
      perform: () => void navigate(`/o/${hit.object}/${hit.id}`),
    };
  });
  const commands = actions
    .filter(
      (action, index) =>
        action.name !== 'palette' &&
        isEnabled(action) &&
        action.label.toLowerCase().includes(words) &&
        // A page may offer what is offered everywhere, with a key of its own: it comes first.
        actions.findIndex((other) => other.label === action.label) === index,
    )
    .slice(0, words === '' ? ACTIONS_BEFORE_TYPING : 30)
    .map((action): Item => ({
      key: `action ${action.name}`,
      label: action.label,
      note: action.shortcut && shortcutText(action.shortcut),
      icon: <ActionIcon icon={action.icon} />,
      group: 'actions',
      perform: action.perform,
    }));
  const items = [...records, ...commands];
  const current = Math.min(active, Math.max(items.length - 1, 0));

  const run = (item: Item | undefined) => {
    if (!item) return;
    onClose();
    // What comes next may move the focus; the dialog gives it back first.
    setTimeout(item.perform);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((current + step + items.length) % Math.max(items.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(items[current]);
    }
  };

  return (
    <Dialog bare title={t('palette.title')} onClose={onClose}>
      <div className={styles['frame']}>
        <div className={styles['head']}>
          {found.isFetching ? <Spinner /> : <Search size={16} aria-hidden />}
          <input
            className={styles['input']}
            role="combobox"
            aria-expanded
            aria-controls="palette-results"
            aria-activedescendant={items[current] ? `palette-${current}` : undefined}
            aria-label={t('palette.placeholder')}
            placeholder={t('palette.placeholder')}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div
          id="palette-results"
          role="listbox"
          aria-label={t('palette.title')}
          className={styles['results']}
        >
          {items.map((item, index) => (
            <div key={item.key} role="presentation">
              {item.group !== items[index - 1]?.group && (
                <div className={styles['heading']} role="presentation">
                  {t(item.group === 'records' ? 'palette.records' : 'palette.actions')}
                </div>
              )}
              {/* The input keeps the focus and has the keys. */}
              {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events */}
              <div
                id={`palette-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === current}
                className={styles['item']}
                ref={(node) => {
                  if (index === current) node?.scrollIntoView({ block: 'nearest' });
                }}
                onPointerMove={() => index !== current && setActive(index)}
                onClick={() => run(item)}
              >
                {item.icon}
                <span className={styles['label']}>{item.label}</span>
                {item.note && <span className={styles['note']}>{item.note}</span>}
              </div>
            </div>
          ))}
          {items.length === 0 && (
            <div className={styles['empty']}>
              {t(
                found.isFetching || settled !== query.trim()
                  ? 'common.loading'
                  : 'common.nothingFound',
              )}
            </div>
          )}
        </div>
        <footer className={styles['foot']}>
          {t(words === '' ? 'palette.short' : 'palette.hint')}
        </footer>
      </div>
    </Dialog>
  );
};

const ActionIcon = ({ icon: Icon }: { icon: LucideIcon }) => <Icon size={16} aria-hidden />;
