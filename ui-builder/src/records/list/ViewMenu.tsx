import { useMutation } from '@tanstack/react-query';
import { ChevronDown, List, RotateCcw, Save, SaveAll, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  applyChangeSet,
  loadComponent,
  useProblemText,
  type Component,
  type ObjectDescription,
} from '@/api';
import { useT } from '@/i18n';
import { useHasPermission, useMe, useReloadMetadata } from '@/metadata';
import {
  Button,
  Dialog,
  Field,
  LabelledCheckbox,
  Menu,
  TextInput,
  useToast,
  type MenuItem,
} from '@/ui';
import styles from './ListPage.module.css';
import type { ListState } from './useListState';

const localName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Opens, saves and deletes list views. A view is a component like any other. */
export const ViewMenu = ({ object, state }: { object: ObjectDescription; state: ListState }) => {
  const t = useT();
  const toast = useToast();
  const problemText = useProblemText();
  const reload = useReloadMetadata();
  const me = useMe();
  const canCustomize = useHasPermission('customize');
  const [naming, setNaming] = useState(false);
  const { view } = state;

  // Undefined members are left out of the document; null is no filter to the server.
  const settings = {
    columns: state.columns,
    filter: state.filter || undefined,
    sort: state.sort,
  };
  const save = useMutation({
    mutationFn: async (target: { label: string; everyone: boolean } | 'current') => {
      const component: Component =
        target === 'current' && view
          ? {
              // Labels in other languages and what else the view carries stay as they are.
              ...(await loadComponent('list_view', `${object.name}.${localName(view.name)}`)),
              ...settings,
            }
          : {
              kind: 'list_view',
              name: `${object.name}.${newName(target === 'current' ? '' : target.label)}`,
              object: object.name,
              label: target === 'current' ? '' : target.label,
              ...settings,
              ...(target !== 'current' && target.everyone
                ? { visible_to: 'everyone' }
                : { visible_to: 'owner', owner: me.user.username }),
            };
      await applyChangeSet({ components: [component] });
      await reload();
      return localName(component.name);
    },
    onSuccess: (name) => {
      setNaming(false);
      toast({ text: t('list.viewSaved') });
      state.openView(name);
    },
  });
  const remove = useMutation({
    mutationFn: async (name: string) => {
      await applyChangeSet({
        deletions: [{ kind: 'list_view', name: `${object.name}.${localName(name)}` }],
      });
      state.openView(undefined);
      await reload();
    },
    onError: (error) => toast({ text: problemText(error), tone: 'error' }),
  });

  const items: MenuItem[] = [
    { heading: t('list.views') },
    {
      label: t('list.allView', { objects: object.plural_label }),
      icon: List,
      checked: !view,
      onSelect: () => state.openView(undefined),
    },
    ...object.list_views.map((candidate) => ({
      label: candidate.label,
      icon: List,
      checked: candidate.name === view?.name,
      onSelect: () => state.openView(localName(candidate.name)),
    })),
  ];
  if (state.isChanged) {
    items.push('separator', {
      label: t('list.resetView'),
      icon: RotateCcw,
      onSelect: () => state.openView(view && localName(view.name)),
    });
  }
  if (canCustomize) {
    items.push('separator');
    if (view && state.isChanged) {
      items.push({ label: t('list.saveView'), icon: Save, onSelect: () => save.mutate('current') });
    }
    items.push({ label: t('list.saveViewAs'), icon: SaveAll, onSelect: () => setNaming(true) });
    if (view) {
      items.push({
        label: t('list.deleteView'),
        icon: Trash2,
        danger: true,
        onSelect: () => remove.mutate(view.name),
      });
    }
  }
  return (
    <>
      <Menu
        label={t('list.views')}
        placement="bottom-start"
        items={items}
        trigger={(props) => (
          <button type="button" {...props} className={styles['viewButton']}>
            <span>{view?.label ?? t('list.allView', { objects: object.plural_label })}</span>
            {state.isChanged && <em>{t('list.viewChanged')}</em>}
            <ChevronDown size={14} aria-hidden />
          </button>
        )}
      />
      {naming && (
        <NameDialog
          busy={save.isPending}
          error={save.isError ? problemText(save.error) : undefined}
          onClose={() => setNaming(false)}
          onSave={(label, everyone) => save.mutate({ label, everyone })}
        />
      )}
    </>
  );
};

/** Names may hold only small letters, digits and `_`; other scripts get a made-up one. */
function newName(label: string): string {
  const slug = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 30);
  return slug.length > 1 ? slug : `view_${Date.now().toString(36)}`;
}

const NameDialog = ({
  busy,
  error,
  onSave,
  onClose,
}: {
  busy: boolean;
  error: string | undefined;
  onSave: (label: string, everyone: boolean) => void;
  onClose: () => void;
}) => {
  const t = useT();
  const [label, setLabel] = useState('');
  const [everyone, setEveryone] = useState(false);
  return (
    <Dialog title={t('list.saveViewAs')} size="narrow" onClose={onClose}>
      <form
        className={styles['nameForm']}
        onSubmit={(event) => {
          event.preventDefault();
          onSave(label.trim(), everyone);
        }}
      >
        <Field label={t('list.viewName')} errors={error ? [error] : []} required>
          {(control) => (
            <TextInput
              {...control}
              required
              autoFocus
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
        <LabelledCheckbox checked={everyone} onChange={setEveryone}>
          {t('list.viewForEveryone')}
        </LabelledCheckbox>
        <Button type="submit" variant="primary" busy={busy}>
          {t('common.save')}
        </Button>
      </form>
    </Dialog>
  );
};
