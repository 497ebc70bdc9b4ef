import { Permission } from '@maru/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { NewReadingExport, StartedReadingExport } from './reading-exports.dto';
import { ReadingExportsService } from './reading-exports.service';

@Controller('fems/reading-exports')
export class ReadingExportsController {
  constructor(private readonly exports: ReadingExportsService) {}

  /** Makes a file of the readings of some points in a period, as they count now: the task's outcome names the file. */
  @Post()
  @Permission('fems.reading.export')
  start(@Body() body: NewReadingExport): Promise<StartedReadingExport> {
    return this.exports.start(body);
  }
}
