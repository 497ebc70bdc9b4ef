/** The statement that names the tenant: a literal, so that it reaches every shard, of a checked whole number. */
export function setTenant(tenantId: number): string {
  if (!Number.isInteger(tenantId) || tenantId < 1) throw new Error(`not a tenant number: ${tenantId}`);
  return `SET LOCAL app.tenant_id = '${tenantId}'`;
}
