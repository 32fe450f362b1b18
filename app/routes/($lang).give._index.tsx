import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { GENERAL_FUND, openFunds } from '../giving/funds.server';
import { fieldsOf, giftFields } from '../giving/gift-form';
import { currencyOf } from '../giving/policy';
import { localeOf } from '../platform/http/locale';
import { publicMeta } from '../ui/page-meta';
import { GiveForm } from '../ui/give-form';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { db, env } = context.services;
  const query = new URL(request.url).searchParams;
  const fields = giftFields(fieldsOf(query), env.organisation.currency);
  const funds = await openFunds(db, locale);
  return {
    locale,
    funds,
    // An address may choose; what it gets wrong falls back to what most people want.
    fields: {
      ...fields,
      currency: currencyOf(fields.currency) ?? env.organisation.currency,
      frequency: fields.frequency || 'once',
      fund: funds.some(({ code }) => code === fields.fund) ? fields.fund : GENERAL_FUND,
    },
  };
}

export const meta = publicMeta(({ giving }) => giving.give);

export default function Give() {
  const { locale, funds, fields } = useLoaderData<typeof loader>();
  return <GiveForm locale={locale} funds={funds} fields={fields} problems={{}} />;
}
