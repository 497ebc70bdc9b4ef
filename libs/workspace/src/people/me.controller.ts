import { SignedIn, Usage } from '@maru/platform';
import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { Me, PasswordBody } from './me.dto';
import { MeService } from './me.service';

@Controller('me')
@SignedIn()
export class MeController {
  constructor(private readonly me: MeService) {}

  /** Who is signed in, where, and what may be done. The shell of every page asks it, so it is no action of the person. */
  @Get()
  @Usage(null)
  read(): Promise<Me> {
    return this.me.read();
  }

  /** Changes the person's own password and ends the other sessions. */
  @Put('password')
  @HttpCode(204)
  changePassword(@Body() body: PasswordBody): Promise<void> {
    return this.me.changePassword(body);
  }
}
