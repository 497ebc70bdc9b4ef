import { modules } from '@maru/catalog';
import { Catalogue, createApi, openApiDocument, PlatformModule, Routes, readConfig, StructuredLogger } from '@maru/platform';

/** Prints the OpenAPI description of the built service. Nothing is connected to: the settings only have to be well-formed. */
async function main(): Promise<void> {
  const config = readConfig({ DATABASE_URL: 'postgres://127.0.0.1:1/none', MARU_SECRET: 'not used for a description of the api' });
  const app = await createApi(PlatformModule.forApi(config, modules), config, new StructuredLogger('silent', 'openapi'), null);
  // What begins with the service is not begun here: its routes, with who may take them, are found by hand.
  app.get(Routes).onModuleInit();
  const document = openApiDocument(app, app.get(Catalogue));
  await new Promise((resolve) => process.stdout.write(`${JSON.stringify(document, null, 2)}\n`, resolve));
  process.exit(0);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
