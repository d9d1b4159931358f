import type { FieldType } from '@/api';
import type { MessageKey } from '@/i18n';

export const fieldTypeLabel = (type: FieldType): MessageKey => `fieldType.${type}`;

export const fieldTypeHelp = (type: FieldType): MessageKey => `fieldTypeHelp.${type}`;
