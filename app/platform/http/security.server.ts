import { createHash, randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Env } from '../env.server';

/** Stripe's hosted pages of live and test mode: the only other origins that a form of ours may end at. */
const STRIPE_PAGES = ['https://checkout.stripe.com', 'https://billing.stripe.com', 'https://invoice.stripe.com'];

/** @param emulator origin of the stand-in's pages, in the sandbox */
export function paymentOrigins(env: Pick<Env, 'mode' | 'stripe'>, emulator?: string): string[] {
  if (env.mode === 'sandbox') return emulator ? [new URL(emulator).origin] : [];
  return env.stripe.apiBase ? [new URL(env.stripe.apiBase).origin] : STRIPE_PAGES;
}

/** @param style the one stylesheet that stands inside the pages: the policy names it by its hash (CSP 3) */
export function contentSecurityPolicy(formOrigins: string[], style = ''): string {
  return [
    `default-src 'none'`,
    `script-src 'none'`,
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `form-action ${["'self'", ...formOrigins].join(' ')}`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ');
}

/** Headers of every response, errors included (OWASP ASVS 5, V3.4). */
export function securityHeaders(env: Pick<Env, 'mode' | 'stripe' | 'siteUrl' | 'production'>, emulator?: string, style?: string): Record<string, string> {
  return {
    // Vite's development client needs scripts and a socket.
    ...(env.production ? { 'Content-Security-Policy': contentSecurityPolicy(paymentOrigins(env, emulator), style) } : {}),
    ...(env.siteUrl.startsWith('https://') ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload' } : {}),
    'X-Content-Type-Options': 'nosniff',
    // With `no-referrer` Chromium sends `Origin: null` on form posts.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
    'X-Frame-Options': 'DENY',
  };
}

/** Endpoints that other machines post to; each proves the sender by itself. */
const MACHINE_PATHS = /^\/(webhooks|unsubscribe)\//;

/** Any request that could change something must come from a page of this site (resource routes and `.data` included). */
export function requireSameOrigin(siteUrl: string) {
  const own = new URL(siteUrl).origin;
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.method === 'GET' || request.method === 'HEAD' || MACHINE_PATHS.test(request.path)) return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    // The address bar may say localhost where the settings say 127.0.0.1, so the request's own host counts too.
    const allowed = origin === own || (origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.get('host'));
    if (allowed && (site === undefined || site === 'same-origin')) return next();
    problem(response, 403, 'This request came from another site and was not carried out. Nothing was changed.');
  };
}

const MAX_FORM_BYTES = 64 * 1024;

/** Forms here are small; anything else is refused before it is read. */
export function limitBody(request: Request, response: Response, next: NextFunction) {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const length = request.get('content-length');
  if (length === undefined && request.get('transfer-encoding') !== undefined) return problem(response, 411, 'Send the length of the body. Nothing was changed.');
  if (Number(length ?? 0) > MAX_FORM_BYTES) return problem(response, 413, `The body is larger than ${MAX_FORM_BYTES} bytes. Nothing was changed.`);
  next();
}

/** `application/problem+json` (RFC 9457) for machines. */
export function problem(response: Response, status: number, detail: string) {
  response.status(status).type('application/problem+json').set('Cache-Control', 'no-store').send(JSON.stringify({ status, detail, reference: response.locals['reference'] }));
}

export const newReference = () => randomBytes(6).toString('hex');
