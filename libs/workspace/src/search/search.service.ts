import { containing, currentPerson, Findables, type KnownFindable, Subscriptions } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { Found, FoundItem } from './search.dto';

/** Of each kind so many are listed: more is for the page of the kind. */
const LISTED = 8;

/** Asks every module that the organisation may use for things by name, as far as the person may see them. */
@Injectable()
export class SearchService {
  constructor(
    private readonly findables: Findables,
    private readonly subscriptions: Subscriptions,
  ) {}

  async find(text: string): Promise<Found> {
    const pattern = containing(text);
    const found: Found = { kinds: [] };
    for (const findable of this.findables.all) {
      if (!(await this.isOpen(findable))) continue;
      const things: readonly FoundItem[] = await findable.provider.named(pattern, LISTED + 1);
      if (things.length > 0) found.kinds.push({ kind: findable.kind, items: things.slice(0, LISTED), more: things.length > LISTED });
    }
    return found;
  }

  /** The same two questions that the guard asks where a kind has its own list. */
  private async isOpen({ module, permission }: KnownFindable): Promise<boolean> {
    const { tenant, permissions } = currentPerson();
    if (!permissions.has(permission)) return false;
    return module.alwaysOn === true || this.subscriptions.isSubscribed(tenant.tenantId, module.id, new Date());
  }
}
