import type { FieldType } from '@/api';
import type { FieldDocument } from './documents';

const fields: [name: string, english: string, chinese: string, type: FieldType][] = [
  ['name', 'Name', '名称', 'text'],
  ['owner_id', 'Owner', '负责人', 'reference'],
  ['record_type', 'Record type', '记录类型', 'picklist'],
  ['created_at', 'Created at', '创建时间', 'datetime'],
  ['created_by', 'Created by', '创建人', 'reference'],
  ['updated_at', 'Updated at', '更新时间', 'datetime'],
  ['updated_by', 'Updated by', '更新人', 'reference'],
];

/** The fields every record has; there are no documents for them, but layouts may show them. */
export const platformFields = (object: string): FieldDocument[] =>
  fields.map(([name, english, chinese, type]) => ({
    kind: 'field',
    name: `${object}.${name}`,
    label: { en: english, 'zh-CN': chinese },
    type,
  }));
