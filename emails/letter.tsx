import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from '@react-email/components';
import type { Block, Letter } from './content';

/** The site's colours; mail programs know no variables. Dark mode follows from `color-scheme` and the classes in the head. */
const INK = '#16233a';
const QUIET = '#4d5b73';
const PAPER = '#f7f3ea';
const SHEET = '#fffdf8';
const LINE = '#ddd5c4';
const LANTERN = '#f2b544';
const SERIF = "'Source Serif 4', Georgia, 'Noto Serif KR', serif";
const SANS = "'Source Sans 3', 'Helvetica Neue', Helvetica, 'Apple SD Gothic Neo', 'Noto Sans KR', Arial, sans-serif";

const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background-color: #0e1726 !important; }
  .sheet { background-color: #17233a !important; border-color: #31415f !important; }
  .ink { color: #f3ecdc !important; }
  .quiet { color: #b5c0d4 !important; }
  .line { border-color: #31415f !important; }
}`;

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'text':
      return (
        <Text className="ink" style={{ color: INK, fontFamily: SANS, fontSize: 17, lineHeight: '27px', margin: '0 0 16px' }}>
          {block.text}
        </Text>
      );
    case 'facts':
      return (
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={{ margin: '8px 0 24px', borderCollapse: 'collapse' }}>
          <tbody>
            {block.facts.map(([label, value]) => (
              <tr key={label}>
                <td className="quiet line" style={{ color: QUIET, fontFamily: SANS, fontSize: 15, lineHeight: '22px', padding: '8px 16px 8px 0', borderBottom: `1px solid ${LINE}`, verticalAlign: 'top', width: '40%' }}>
                  {label}
                </td>
                <td className="ink line" style={{ color: INK, fontFamily: SANS, fontSize: 16, lineHeight: '22px', padding: '8px 0', borderBottom: `1px solid ${LINE}`, fontWeight: 600 }}>
                  {value}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'button':
      return (
        <Section style={{ margin: '8px 0 24px' }}>
          <Button href={block.href} style={{ backgroundColor: LANTERN, color: INK, fontFamily: SANS, fontSize: 17, fontWeight: 700, padding: '13px 24px', borderRadius: 6, textDecoration: 'none', display: 'inline-block' }}>
            {block.label}
          </Button>
          <Text className="quiet" style={{ color: QUIET, fontFamily: SANS, fontSize: 13, lineHeight: '19px', margin: '10px 0 0', wordBreak: 'break-all' }}>
            <Link className="quiet" href={block.href} style={{ color: QUIET }}>
              {block.href}
            </Link>
          </Text>
        </Section>
      );
    case 'code':
      return (
        <Section style={{ margin: '0 0 24px' }}>
          <Text className="quiet" style={{ color: QUIET, fontFamily: SANS, fontSize: 15, lineHeight: '22px', margin: '0 0 4px' }}>
            {block.label}
          </Text>
          <Text className="ink" style={{ color: INK, fontFamily: "Menlo, Consolas, 'Courier New', monospace", fontSize: 26, lineHeight: '34px', letterSpacing: 2, fontWeight: 700, margin: 0 }}>
            {block.code}
          </Text>
        </Section>
      );
    case 'small':
      return (
        <Text className="quiet" style={{ color: QUIET, fontFamily: SANS, fontSize: 14, lineHeight: '21px', margin: '0 0 12px' }}>
          {block.text}
        </Text>
      );
  }
}

/** Every mail in one hand: no pictures, nothing loaded from anywhere. */
export function LetterView({ letter }: { letter: Letter }) {
  return (
    <Html lang={letter.language}>
      <Head>
        <title>{letter.heading}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK}</style>
      </Head>
      <Body className="paper" style={{ backgroundColor: PAPER, margin: 0, padding: '24px 12px' }}>
        <Preview>{letter.preview}</Preview>
        <Container className="sheet" style={{ backgroundColor: SHEET, border: `1px solid ${LINE}`, borderTop: `4px solid ${LANTERN}`, borderRadius: 8, maxWidth: 560, padding: '32px 28px' }}>
          <Heading as="h1" className="ink" style={{ color: INK, fontFamily: SERIF, fontSize: 28, lineHeight: '36px', fontWeight: 600, margin: '0 0 20px' }}>
            {letter.heading}
          </Heading>
          {letter.blocks.map((block, index) => (
            <BlockView key={index} block={block} />
          ))}
          <Hr className="line" style={{ borderColor: LINE, margin: '28px 0 16px' }} />
          {letter.footer.map((line) => (
            <Text key={line} className="quiet" style={{ color: QUIET, fontFamily: SANS, fontSize: 13, lineHeight: '19px', margin: '0 0 4px' }}>
              {line}
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  );
}
