import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { Found, SearchQuery } from './search.dto';
import { SearchService } from './search.service';

@Controller('workspace/search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  /** What of the organisation's has these words in its name, of all that the person may see. */
  @Get()
  @Permission('workspace.search.read')
  find(@Query() { q }: SearchQuery): Promise<Found> {
    return this.search.find(q);
  }
}
