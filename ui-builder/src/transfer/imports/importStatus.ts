import type { ImportStatus } from '@/api';
import type { MessageKey } from '@/i18n';

export const importStatusLabel = (status: ImportStatus): MessageKey => `import.status.${status}`;
