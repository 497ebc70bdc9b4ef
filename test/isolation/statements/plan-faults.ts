/** A node of `explain (verbose, format json)`, as far as it is looked at. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The table that a node reads or writes, a month by the name of the whole; null for any other node. */
export function tableOf({ Schema, 'Relation Name': name }: PlanNode): string | null {
  return name === undefined ? null : `${Schema}.${name.replace(/_\d{6}$/, '')}`;
}

export function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/**
 * Where a plan reaches rows of a tenant table otherwise than by an index that begins with the tenant, asked for one tenant.
 * @param firstColumns of all indexes, by name
 */
export function planFaults(plan: PlanNode, tenantTables: ReadonlySet<string>, firstColumns: ReadonlyMap<string, string>): string[] {
  const byTenant = (node: PlanNode) =>
    firstColumns.get(node['Index Name'] ?? '') === 'tenant_id' && /\btenant_id = /.test(node['Index Cond'] ?? '');
  return nodesOf(plan).flatMap((node) => {
    const table = tableOf(node);
    // The target of a write is reached through the plan below it.
    if (table === null || !tenantTables.has(table) || node['Node Type'] === 'ModifyTable') return [];
    const lookUps = node['Node Type'] === 'Bitmap Heap Scan' ? nodesOf(node).filter((below) => below['Index Name'] !== undefined) : [node];
    return lookUps
      .filter((lookUp) => !byTenant(lookUp))
      .map((lookUp) => `${table}: ${lookUp['Node Type']} ${lookUp['Index Cond'] ?? ''}`.trim());
  });
}
