import {
  Columns3,
  Download,
  FileSpreadsheet,
  FileText,
  ListFilter,
  Plus,
  RefreshCw,
  Search,
  SearchX,
  Upload,
} from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { exportUrl, Problem, useProblemText, valueType } from '@/api';
import { useT } from '@/i18n';
import { useColumns, useObject } from '@/metadata';
import {
  Button,
  ButtonLink,
  EmptyState,
  IconButton,
  Loading,
  Menu,
  ObjectIcon,
  Page,
  Popover,
  startDownload,
  TextInput,
  useActions,
  useDebounced,
  useIsNarrow,
  classes,
  type Action,
} from '@/ui';
import { readFilter } from '../filter/conditions';
import { FilterBuilder } from '../filter/FilterBuilder';
import { BulkBar } from './BulkBar';
import { ColumnChooser, useReachableColumns } from './ColumnChooser';
import { Count } from './Count';
import styles from './ListPage.module.css';
import { RecordCards } from './RecordCards';
import { RecordTable } from './RecordTable';
import { useListState } from './useListState';
import { listQuery, useRecordList } from './useRecordList';
import { ViewMenu } from './ViewMenu';

export const ListPage = () => {
  const { object = '' } = useParams();
  // Another object is another page: selection and open panels do not carry over.
  return <ObjectList key={object} name={object} />;
};

const nobody: ReadonlySet<string> = new Set();

const ObjectList = ({ name }: { name: string }) => {
  const t = useT();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const object = useObject(name);
  const state = useListState(object);
  const isNarrow = useIsNarrow();
  const columns = useColumns(object, state.columns);
  const reachable = useReachableColumns(object);
  const [selected, setSelected] = useState(nobody);
  const [panel, setPanel] = useState<'filter' | 'columns'>();
  const [filterButton, setFilterButton] = useState<HTMLButtonElement | null>(null);
  const [columnsButton, setColumnsButton] = useState<HTMLButtonElement | null>(null);
  const [searchInput, setSearchInput] = useState<HTMLInputElement | null>(null);

  const [typed, setTyped] = useState(state.q);
  const settledSearch = useDebounced(typed, 200);
  useEffect(() => {
    if (settledSearch !== state.q) state.change({ q: settledSearch });
    // Only what was typed moves the address; the address itself is not typed back.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settledSearch]);

  const query = listQuery(object.name_field, columns, state);
  const list = useRecordList(object.name, query);
  const { fetchNextPage } = list;
  const { create: canCreate, import: canImport, export: canExport } = object.actions;

  const actions = useMemo((): Action[] => {
    const found: Action[] = [
      {
        name: 'list.search',
        label: t('list.search'),
        icon: Search,
        shortcut: '/',
        perform: () => searchInput?.focus(),
      },
      {
        name: 'list.filter',
        label: t('list.filter'),
        icon: ListFilter,
        shortcut: 'f',
        perform: () => setPanel('filter'),
      },
      {
        name: 'list.columns',
        label: t('list.columns'),
        icon: Columns3,
        perform: () => setPanel('columns'),
      },
    ];
    if (canCreate) {
      found.unshift({
        name: 'list.new',
        label: t('list.new', { object: object.label }),
        icon: Plus,
        shortcut: 'c',
        perform: () => void navigate(`/o/${object.name}/new`),
      });
    }
    return found;
  }, [t, canCreate, navigate, object.label, object.name, searchInput]);
  useActions(actions);

  const typeOf = (path: string) => {
    const column = reachable.find((candidate) => candidate.path === path);
    return column && valueType(column.field);
  };
  const conditionCount = readFilter(state.filter, typeOf)?.conditions.length ?? 1;
  const isNarrowed = state.filter !== '' || state.q !== '';
  const clearNarrowing = () => {
    setTyped('');
    state.change({ filter: '', q: '' });
  };
  const download = (format: 'csv' | 'xlsx') => {
    // Names of references are for reading on screen; a file gets the columns as they are.
    const fields = state.columns;
    startDownload(exportUrl(object.name, format, { ...query, fields }));
  };
  const Table = isNarrow ? RecordCards : RecordTable;
  // What others have deleted, or a filter has hidden, is not acted upon unseen.
  const marked = list.records.flatMap(({ id }) => (selected.has(id) ? [id] : []));
  const isEmpty = list.isSuccess && list.records.length === 0;

  return (
    <Page
      title={object.plural_label}
      before={<ObjectIcon icon={object.icon} color={object.color} size={18} />}
      note={isNarrow ? undefined : <ViewMenu object={object} state={state} />}
      actions={
        <>
          {!isNarrow && (
            <IconButton
              icon={RefreshCw}
              label={t('list.refresh')}
              onClick={() => void list.refetch()}
            />
          )}
          {(canExport || canImport) && (
            <Menu
              label={t('common.more')}
              items={[
                ...(canImport
                  ? [
                      {
                        label: t('list.import'),
                        icon: Upload,
                        onSelect: () => void navigate(`/import?object=${object.name}`),
                      },
                    ]
                  : []),
                ...(canExport
                  ? [
                      {
                        label: t('list.exportCsv'),
                        icon: FileText,
                        onSelect: () => download('csv'),
                      },
                      {
                        label: t('list.exportXlsx'),
                        icon: FileSpreadsheet,
                        onSelect: () => download('xlsx'),
                      },
                    ]
                  : []),
              ]}
              trigger={(props) => (
                <IconButton {...props} icon={Download} label={t('list.export')} />
              )}
            />
          )}
          {canCreate && (
            <ButtonLink variant="primary" icon={Plus} to={`/o/${object.name}/new`}>
              {t('list.new', { object: object.label })}
            </ButtonLink>
          )}
        </>
      }
    >
      <div className={styles['page']}>
        <div className={styles['toolbar']}>
          {isNarrow && <ViewMenu object={object} state={state} />}
          <div className={styles['search']}>
            <TextInput
              ref={setSearchInput}
              type="search"
              aria-label={t('list.search')}
              placeholder={t('list.search')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') event.currentTarget.blur();
              }}
            />
          </div>
          <Button
            ref={setFilterButton}
            icon={ListFilter}
            variant="ghost"
            aria-expanded={panel === 'filter'}
            aria-pressed={state.filter !== ''}
            onClick={() => setPanel(panel === 'filter' ? undefined : 'filter')}
          >
            {state.filter === ''
              ? t('list.filter')
              : t('list.filterCount', { count: conditionCount })}
          </Button>
          {!isNarrow && (
            <Button
              ref={setColumnsButton}
              icon={Columns3}
              variant="ghost"
              aria-expanded={panel === 'columns'}
              onClick={() => setPanel(panel === 'columns' ? undefined : 'columns')}
            >
              {t('list.columns')}
            </Button>
          )}
          <span className={styles['spacer']} />
          {list.isSuccess && (
            <Count
              object={object.name}
              query={query}
              shown={list.records.length}
              complete={!list.hasNextPage}
            />
          )}
        </div>
        {panel === 'filter' && (
          <Popover anchor={filterButton} onClose={() => setPanel(undefined)}>
            <FilterBuilder
              object={object}
              columns={reachable}
              formula={state.filter}
              onChange={(filter) => state.change({ filter })}
            />
          </Popover>
        )}
        {panel === 'columns' && (
          <Popover anchor={columnsButton} onClose={() => setPanel(undefined)}>
            <ColumnChooser
              object={object}
              shown={columns}
              onChange={(paths) => state.change({ columns: paths })}
            />
          </Popover>
        )}
        {list.isError && (
          <div className={styles['problem']} role="alert">
            <span>
              {list.error instanceof Problem && list.error.status === 422 && (
                <strong>{t('list.badFilter')}: </strong>
              )}
              {problemText(list.error)}
            </span>
            <Button
              size="small"
              onClick={() => (isNarrowed ? clearNarrowing() : void list.refetch())}
            >
              {t(isNarrowed ? 'list.clearFilter' : 'common.retry')}
            </Button>
          </div>
        )}
        <div className={classes(styles['table'], list.isPlaceholderData && styles['stale'])}>
          {list.isPending && <Loading />}
          {isEmpty && isNarrowed && (
            <EmptyState
              icon={SearchX}
              title={t('list.noMatchTitle')}
              actions={<Button onClick={clearNarrowing}>{t('list.clearFilter')}</Button>}
            >
              {t('list.noMatchText')}
            </EmptyState>
          )}
          {isEmpty && !isNarrowed && (
            <EmptyState
              icon={Plus}
              title={t('list.emptyTitle', { objects: object.plural_label })}
              actions={
                <>
                  {canCreate && (
                    <ButtonLink variant="primary" icon={Plus} to={`/o/${object.name}/new`}>
                      {t('list.new', { object: object.label })}
                    </ButtonLink>
                  )}
                  {canImport && (
                    <ButtonLink icon={Upload} to={`/import?object=${object.name}`}>
                      {t('list.import')}
                    </ButtonLink>
                  )}
                </>
              }
            >
              {t('list.emptyText')}
            </EmptyState>
          )}
          {list.records.length > 0 && (
            <Table
              object={object}
              columns={columns}
              records={list.records}
              state={state}
              selected={selected}
              onSelect={setSelected}
              hasMore={list.hasNextPage}
              isLoadingMore={list.isFetchingNextPage}
              onMore={() => void fetchNextPage()}
            />
          )}
          {marked.length > 0 && (
            <BulkBar object={object} ids={marked} onClear={() => setSelected(nobody)} />
          )}
        </div>
      </div>
    </Page>
  );
};
