import { Permission } from '@maru/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { SubscriptionChangeBody, SubscriptionChangeResult, SubscriptionList } from './subscriptions.dto';
import { SubscriptionsService } from './subscriptions.service';

@Controller('workspace')
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

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
}
