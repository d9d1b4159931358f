export {
  isEnabled,
  menuItem,
  shortcutText,
  useActions,
  useAllActions,
  useShortcuts,
  type Action,
} from './actions';
export { Badge } from './Badge';
export { Button, ButtonLink, IconButton, type ButtonProps } from './Button';
export { Callout } from './Callout';
export { Checkbox, LabelledCheckbox } from './Checkbox';
export { classes } from './classes';
export { Combobox, matchingOptions, type Option } from './Combobox';
export { Dialog } from './Dialog';
export { EmptyState } from './EmptyState';
export { Field, type ControlProps } from './Field';
export { Select, TextArea, TextInput } from './inputs';
export { Menu, type MenuItem, type MenuTrigger } from './Menu';
export { moved } from './moved';
export { ObjectIcon, objectIcons } from './ObjectIcon';
export { Page, PageColumn } from './Page';
export { Popover } from './Popover';
export { SortableList } from './SortableList';
export { Loading, Spinner } from './Spinner';
export { startDownload } from './startDownload';
export { Table, type TableColumn, type TableRow } from './Table';
export { TabList } from './TabList';
export { Tabs } from './Tabs';
export { ToastProvider } from './Toasts';
export { useDebounced } from './useDebounced';
export { useTheme, type Theme } from './useTheme';
export { useToast, type Toast } from './useToast';
export { useIsNarrow, useMedia } from './useMedia';
