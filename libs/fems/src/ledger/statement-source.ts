/** Of a statement `x` its source, and the import it came by: each import writes under a number of its own. */
export const sourceColumns = `coalesce(s.source_id, i.source_id) as source_id, coalesce(s.name, si.name) as source_name, i.import_id,
  i.file_name as import_file_name`;
export const sourceJoins = `
  left join fems.reading_source s on s.tenant_id = $1 and s.source_number = x.source_number
  left join fems.reading_import i on i.tenant_id = $1 and i.source_number = x.source_number
  left join fems.reading_source si on si.tenant_id = $1 and si.source_id = i.source_id`;

export interface SourceRow {
  source_id: string;
  source_name: string;
  import_id: string | null;
  import_file_name: string | null;
}

/** Where a statement came from, as the API says it. */
export function sourceOf(row: SourceRow) {
  return { id: row.source_id, name: row.source_name, importId: row.import_id, importFileName: row.import_file_name };
}
