import { Catalogue, Routes } from '@maru/platform';
import { RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';

/** A field of a body or a query as its class declares it. */
export interface Field {
  readonly name: string;
  /** Names of its validators: `isString`, `isId`, … */
  readonly rules: readonly string[];
  readonly optional: boolean;
  readonly list: boolean;
  /** Fields of an object in it, or of each object in its list. */
  readonly nested: readonly Field[];
}

/** A route with everything that a client may put into it. */
export interface RouteInputs {
  readonly method: string;
  readonly path: string;
  readonly module: string | null;
  readonly access: Routes['all'][number]['access'];
  /** Names of the parameters in the path, `id`. */
  readonly parameters: readonly string[];
  readonly body: readonly Field[] | null;
  /** The body is checked by hand, so that no class tells its fields. */
  readonly handChecked: boolean;
  readonly query: readonly Field[] | null;
  /** It takes octets instead of JSON. */
  readonly binary: boolean;
  /** Its reply goes on until somebody ends it. */
  readonly endless: boolean;
  /** Its reply is a stream's lines, which say in headers where they ended. */
  readonly lines: boolean;
}

const BODY = '3';
const QUERY = '4';
const CUSTOM = '__customRouteArgs__';
const ROUTE_SETTINGS = '__fastify_route_config__';
const PRODUCES = 'swagger/apiProduces';
const OPTIONAL = ['conditionalValidation', 'isOptional', 'omittable'];

/** Every route of the service with its fields, read from the controllers that serve it. */
export function routeInputs(app: NestFastifyApplication): RouteInputs[] {
  const scanner = app.get(MetadataScanner, { strict: false });
  const handlers = new Map<string, HandlerInputs>();
  for (const { instance, metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (!instance || !metatype) continue;
    const prototype = Object.getPrototypeOf(instance);
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = Reflect.getMetadata('method', prototype[name]) as RequestMethod | undefined;
      if (method === undefined) continue;
      const parts = [Reflect.getMetadata('path', metatype), Reflect.getMetadata('path', prototype[name])] as string[];
      const below = parts.join('/').split('/').filter(Boolean).join('/');
      handlers.set(`${RequestMethod[method]} ${below}`, inputsOf(metatype as Type, prototype, name));
    }
  }
  return app.get(Routes).all.map((route) => {
    const found = handlers.get(`${route.method} ${route.path.replace(/^\/(?:api\/)?/, '')}`);
    if (!found) throw new Error(`no handler found for ${route.method} ${route.path}`);
    return { ...route, ...found, parameters: [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]) };
  });
}

type HandlerInputs = Pick<RouteInputs, 'body' | 'query' | 'handChecked' | 'binary' | 'endless' | 'lines'>;

function inputsOf(controller: Type, prototype: object, name: string): HandlerInputs {
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as Type[];
  const declared = (Reflect.getMetadata('__routeArguments__', controller, name) ?? {}) as Record<string, { index: number }>;
  const classOf = (kind: string) => {
    const found = Object.entries(declared).find(([key]) => key.split(':', 1)[0] === kind);
    return found ? fieldsOf(types[found[1].index]) : null;
  };
  const handChecked = Object.entries(declared).some(([key, { index }]) => key.includes(CUSTOM) && types[index] === Object);
  const handler = (prototype as Record<string, object>)[name];
  const settings = Reflect.getMetadata(ROUTE_SETTINGS, handler) as { binaryBody?: boolean } | undefined;
  const produces = (Reflect.getMetadata(PRODUCES, handler) ?? []) as readonly string[];
  return {
    body: classOf(BODY),
    query: classOf(QUERY),
    handChecked,
    binary: settings?.binaryBody === true,
    endless: produces.includes('text/event-stream'),
    lines: produces.includes('application/x-ndjson'),
  };
}

export function fieldsOf(type: Type): Field[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const names = [...new Set(metadata.map(({ propertyName }) => propertyName))];
  return names.map((name) => {
    const own = metadata.filter(({ propertyName }) => propertyName === name);
    const rules = own.map((rule) => rule.name ?? rule.type);
    const nested = rules.includes('nestedValidation') ? fieldsOf(objectIn(type, name)) : [];
    return {
      name,
      rules,
      nested,
      optional: rules.some((rule) => OPTIONAL.includes(rule)),
      list: own.some((rule) => rule.name === 'isArray'),
    };
  });
}

/** The class of the object in a field, or of each in a list of them: the compiler tells of a list nothing but that it is one. */
function objectIn(type: Type, name: string): Type {
  const declared = defaultMetadataStorage.findTypeMetadata(type, name);
  if (!declared) throw new Error(`${type.name}.${name} is an object that names no class: say @Type`);
  return declared.typeFunction() as Type;
}

/** Modules that are subscribed to, beside those that are always there. */
export function subscribable(app: NestFastifyApplication): string[] {
  return app
    .get(Catalogue)
    .manifests.filter(({ alwaysOn }) => !alwaysOn)
    .map(({ id }) => id);
}
