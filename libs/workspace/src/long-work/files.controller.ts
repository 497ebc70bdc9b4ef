import { Readable } from 'node:stream';
import { BinaryBody, IdPipe, PART_BYTES, Permission, Usage } from '@maru/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Put, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { FileItem, NewFileBody } from './files.dto';
import { FilesService } from './files.service';
import { PartNumberPipe } from './part-number.pipe';

@Controller('workspace/files')
export class FilesController {
  constructor(private readonly files: FilesService) {}

  /** Announces a file that will be sent in parts. */
  @Post()
  @Permission('workspace.file.write')
  @Usage(null)
  announce(@Body() body: NewFileBody): Promise<FileItem> {
    return this.files.announce(body);
  }

  @Get(':id')
  @Permission('workspace.file.read')
  get(@Param('id', IdPipe) id: string): Promise<FileItem> {
    return this.files.get(id);
  }

  /** One part, numbered from 0: exactly `partBytes` long, the last one shorter. A part that was not answered is sent again. */
  @Put(':id/parts/:number')
  @HttpCode(204)
  @Permission('workspace.file.write')
  @Usage(null)
  @RouteConfig({ bodyLimitBytes: PART_BYTES, binaryBody: true })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  putPart(@Param('id', IdPipe) id: string, @Param('number', PartNumberPipe) number: number, @BinaryBody() bytes: Buffer): Promise<void> {
    return this.files.putPart(id, number, bytes);
  }

  /** Says that every part is there; counted in the usage log with the whole file's length. */
  @Post(':id/completion')
  @HttpCode(200)
  @Permission('workspace.file.write')
  complete(@Param('id', IdPipe) id: string): Promise<FileItem> {
    return this.files.complete(id);
  }

  /** The file itself. */
  @Get(':id/content')
  @Permission('workspace.file.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const { file, content } = await this.files.content(id);
    return new StreamableFile(Readable.from(content), {
      type: file.mediaType,
      length: file.bytes ?? undefined,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
  }
}
