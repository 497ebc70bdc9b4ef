import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Routes } from '../access/routes';
import type { Catalogue } from '../module/catalogue';
import { TaskKinds } from '../tasks/task-kinds';
import { IDEMPOTENCY_KEY_LENGTH_MAX } from './idempotency';

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'requestId'],
  properties: {
    type: { type: 'string', description: 'Path of the page that explains the problem' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string', format: 'uuid' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'JSON pointer into the body, ?name in the query, :name in the path, or the name of a header',
          },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
} as const;

interface Operation {
  tags?: string[];
  responses?: Record<string, unknown>;
  parameters?: object[];
  security?: Record<string, string[]>[];
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A name of the client for this request: sent again with it, it is done once and answered as before',
  schema: { type: 'string', minLength: 1, maxLength: IDEMPOTENCY_KEY_LENGTH_MAX },
} as const;

/** The OpenAPI 3.1 description, complete enough that clients are generated from it. Made from built code: its types come from the compiler. */
export function openApiDocument(app: INestApplication, catalogue: Catalogue): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Maru')
    .setVersion('1')
    .setDescription(
      'Multi-tenant smart-factory service. Problems follow RFC 9457; times carry their zone; lists are read by cursor. ' +
        'For the usage log a client says of each request what caused it, `Maru-Cause: input` (a person) or `automatic`, and with ' +
        '`Maru-Site: <id>` which site the person works for; where an organisation has one site alone, it is that one.',
    )
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('cookie')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A session token (POST /api/sessions) or a device key' })
    .addCookieAuth('maru_session');
  for (const { id, name, summary } of catalogue.manifests) builder.addTag(id, `${name.en}: ${summary.en}`);
  const outcomes = app.get(TaskKinds).outcomes;
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    extraModels: outcomes,
  });
  document.components ??= {};
  describeOutcomes(document, outcomes);
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM_SCHEMA as never };
  const problem = {
    description: 'Problem (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  const routes = new Map(app.get(Routes).all.map((route) => [`${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`, route]));
  for (const [path, item] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      if (typeof operation !== 'object' || !operation.responses) continue;
      operation.responses.default = problem;
      operation.tags = [catalogue.ownerOf(path)?.id ?? 'platform'];
      const isPublic = routes.get(`${method.toUpperCase()} ${path}`)?.access.kind === 'public';
      if (isPublic) operation.security = [];
      else if (method === 'post') operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
    }
  return document;
}

/** A task is of the platform, and what comes of one is of the module that knows its kind: one of those shapes, or none yet. */
function describeOutcomes({ components }: OpenAPIObject, outcomes: readonly Type[]): void {
  const task = components?.schemas?.TaskItem as { properties: { outcome: { description: string } } } | undefined;
  if (!task) return;
  const { description } = task.properties.outcome;
  const shapes = outcomes.map((outcome) => ({ $ref: getSchemaPath(outcome) }));
  Object.assign(task.properties, { outcome: { description, anyOf: [...shapes, { type: 'null' }] } });
}
