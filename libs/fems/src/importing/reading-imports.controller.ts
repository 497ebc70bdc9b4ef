import { IdPipe, IfMatch, PageQuery, Permission, Usage } from '@maru/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { MappingChange } from './mapping.dto';
import { ImportApplication, ImportWithdrawal, NewReadingImport, ReadingImportItem, ReadingImportPage } from './reading-imports.dto';
import { ReadingImportsService } from './reading-imports.service';

@Controller('fems/reading-imports')
export class ReadingImportsController {
  constructor(private readonly imports: ReadingImportsService) {}

  /** Imports, newest first. */
  @Get()
  @Permission('fems.reading.read')
  page(@Query() query: PageQuery): Promise<ReadingImportPage> {
    return this.imports.page(query);
  }

  @Get(':id')
  @Permission('fems.reading.read')
  get(@Param('id', IdPipe) id: string): Promise<ReadingImportItem> {
    return this.imports.get(id);
  }

  /** Reads a file that was sent: finds out its form, proposes a mapping, and counts what applying it would do. Nothing is stored yet. */
  @Post()
  @Permission('fems.reading.import')
  create(@Body() body: NewReadingImport): Promise<ReadingImportItem> {
    return this.imports.create(body);
  }

  /** Says how the file is to be read, and checks it again. */
  @Put(':id/mapping')
  @Permission('fems.reading.import')
  changeMapping(
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { mapping }: MappingChange,
  ): Promise<ReadingImportItem> {
    return this.imports.changeMapping(id, version, mapping);
  }

  /**
   * Discards an import of which nothing has been applied: its file and what was read of it go. That there was one stays, in state `discarded`.
   */
  @Delete(':id')
  @HttpCode(204)
  @Permission('fems.reading.import')
  discard(@Param('id', IdPipe) id: string): Promise<void> {
    return this.imports.discard(id);
  }

  /** Stores what the check has counted. */
  @Post(':id/application')
  @HttpCode(200)
  @Permission('fems.reading.import')
  apply(@Param('id', IdPipe) id: string, @Body() body: ImportApplication): Promise<ReadingImportItem> {
    return this.imports.apply(id, body);
  }

  /**
   * Takes the import back as one, by corrections: what it brought counts as missing, what it corrected is worth again what it was before.
   * Intervals that somebody has corrected since are told and left as they are.
   */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Usage('update')
  @Permission('fems.reading.import')
  withdraw(@Param('id', IdPipe) id: string, @Body() body: ImportWithdrawal): Promise<ReadingImportItem> {
    return this.imports.withdraw(id, body);
  }
}
