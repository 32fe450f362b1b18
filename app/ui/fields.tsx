import type { ReactNode } from 'react';
import type { FieldProblems } from '../giving/gift-form';

interface FieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  value?: string;
  type?: 'text' | 'email';
  autoComplete?: string;
  inputMode?: 'decimal' | 'email' | 'text';
  required?: boolean;
  maxLength?: number;
  className?: string;
}

/** A labelled text field with its hint and its problem, tied together for screen readers. */
export function Field({ name, label, hint, problem, value = '', type = 'text', autoComplete, inputMode, required, maxLength, className = '' }: FieldProps) {
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ');
  return (
    <div className={className}>
      <label className="label" htmlFor={name}>
        {label}
      </label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="problem" id={`${name}-problem`}>
          {problem}
        </p>
      )}
      <input className="input mt-2" id={name} name={name} type={type} defaultValue={value} autoComplete={autoComplete} inputMode={inputMode} required={required} maxLength={maxLength} aria-describedby={described || undefined} aria-invalid={problem ? true : undefined} />
    </div>
  );
}

interface ChoiceOption {
  value: string;
  label: ReactNode;
  hint?: string | undefined;
}

/** One of several, as large targets. */
export function Choices({ name, legend, options, value, problem, columns = '' }: { name: string; legend: string; options: ChoiceOption[]; value: string; problem?: string | undefined; columns?: string }) {
  return (
    <fieldset aria-describedby={problem ? `${name}-problem` : undefined}>
      <legend className="label mb-2">{legend}</legend>
      {problem && (
        <p className="problem mb-2" id={`${name}-problem`}>
          {problem}
        </p>
      )}
      <div className={`grid gap-2 ${columns}`}>
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input type="radio" name={name} value={option.value} defaultChecked={option.value === value} />
            <span>
              {option.label}
              {option.hint && <span className="hint block">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Check({ name, label, hint, checked }: { name: string; label: string; hint?: string; checked: boolean }) {
  return (
    <label className="choice">
      <input type="checkbox" name={name} value="1" defaultChecked={checked} />
      <span>
        {label}
        {hint && <span className="hint block">{hint}</span>}
      </span>
    </label>
  );
}

/** What is wrong, before the form, each linked to its field. Nothing that was typed is lost. */
export function ProblemSummary({ title, kept, problems, notice }: { title: string; kept: string; problems: FieldProblems; notice?: string | null }) {
  const list = Object.entries(problems).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (list.length === 0 && !notice) return null;
  return (
    <div className="notice notice-bad mb-8" role="alert" id="problems">
      <p className="font-bold">{title}</p>
      {notice && <p>{notice}</p>}
      <ul>
        {list.map(([field, sentence]) => (
          <li key={field}>
            <a className="underline" href={`#${field}`}>
              {sentence}
            </a>
          </li>
        ))}
      </ul>
      {list.length > 0 && <p className="hint mt-1">{kept}</p>}
    </div>
  );
}
