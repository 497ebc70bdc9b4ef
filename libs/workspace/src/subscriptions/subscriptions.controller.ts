import { Permission } from '@maru/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { SubscriptionChangeBody, SubscriptionChangeResult, SubscriptionList, SuggestedModuleList } from './subscriptions.dto';
import { SubscriptionsService } from './subscriptions.service';
import { SuggestedModulesService } from './suggested-modules.service';

@Controller('workspace')
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly suggestions: SuggestedModulesService,
  ) {}

  /** Every module that can be subscribed, with the history of its subscription. */
  @Get('subscriptions')
  @Permission('workspace.subscription.read')
  async list(): Promise<SubscriptionList> {
    return { items: await this.subscriptions.list() };
  }

  /** Starts or ends a subscription. */
  @Post('subscription-changes')
  @Permission('workspace.subscription.write')
  change(@Body() body: SubscriptionChangeBody): Promise<SubscriptionChangeResult> {
    return this.subscriptions.change(body);
  }

  /** Modules that suit the industries of the company's sites. */
  @Get('suggested-modules')
  @Permission('workspace.subscription.read')
  suggested(): Promise<SuggestedModuleList> {
    return this.suggestions.list();
  }
}
