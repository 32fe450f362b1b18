-- CreateEnum
CREATE TYPE "PaymentMode" AS ENUM ('sandbox', 'test', 'live');

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('en', 'ko');

-- CreateEnum
CREATE TYPE "Frequency" AS ENUM ('once', 'month', 'year');

-- CreateEnum
CREATE TYPE "AgeBand" AS ENUM ('younger', 'middle', 'older');

-- CreateEnum
CREATE TYPE "Pronoun" AS ENUM ('they', 'she', 'he');

-- CreateEnum
CREATE TYPE "Interest" AS ENUM ('drawing', 'music', 'stories', 'football', 'cooking', 'animals', 'building', 'stars');

-- CreateEnum
CREATE TYPE "PublicationState" AS ENUM ('draft', 'in_review', 'approved', 'scheduled', 'published', 'hidden', 'exited');

-- CreateEnum
CREATE TYPE "AttemptState" AS ENUM ('created', 'open', 'pending', 'paid', 'expired', 'failed');

-- CreateEnum
CREATE TYPE "PaymentState" AS ENUM ('pending', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "SponsorshipState" AS ENUM ('reserved', 'released', 'awaiting_payment', 'cancelled', 'active', 'paused', 'ending', 'ended', 'lapsed', 'awaiting_choice', 'suspended');

-- CreateEnum
CREATE TYPE "PaymentHealth" AS ENUM ('healthy', 'past_due');

-- CreateEnum
CREATE TYPE "ChangeState" AS ENUM ('requested', 'done', 'refused');

-- CreateEnum
CREATE TYPE "EventState" AS ENUM ('received', 'processed', 'ignored', 'dead');

-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('queued', 'sending', 'sent', 'failed', 'unknown', 'skipped');

-- CreateTable
CREATE TABLE "Child" (
    "token" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "ageBand" "AgeBand",
    "pronoun" "Pronoun" NOT NULL DEFAULT 'they',
    "interest" "Interest",
    "avatar" TEXT NOT NULL,
    "greeting" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "publication" "PublicationState" NOT NULL DEFAULT 'draft',
    "firstRelease" INTEGER,

    CONSTRAINT "Child_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "Release" (
    "number" INTEGER NOT NULL,
    "week" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "Release_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "ReleaseMember" (
    "releaseNumber" INTEGER NOT NULL,
    "childToken" TEXT NOT NULL,
    "ageBand" "AgeBand",
    "pronoun" "Pronoun" NOT NULL,
    "interest" "Interest",

    CONSTRAINT "ReleaseMember_pkey" PRIMARY KEY ("releaseNumber","childToken")
);

-- CreateTable
CREATE TABLE "PublicationTransition" (
    "childToken" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "from" "PublicationState",
    "to" "PublicationState" NOT NULL,
    "week" TEXT NOT NULL,
    "actor" TEXT NOT NULL,

    CONSTRAINT "PublicationTransition_pkey" PRIMARY KEY ("childToken","step")
);

-- CreateTable
CREATE TABLE "Donor" (
    "id" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "language" "Language" NOT NULL DEFAULT 'en',
    "dataKey" BYTEA,
    "dataKeyId" TEXT,
    "emailIndex" BYTEA NOT NULL,
    "email" BYTEA NOT NULL,
    "name" BYTEA,
    "provenAt" TIMESTAMPTZ(3),
    "joinedIntoId" UUID,
    "joinedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Donor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "donorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInRequest" (
    "id" UUID NOT NULL,
    "donorId" UUID,
    "linkHash" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "browserHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "codeTries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SignInRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Fund" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameKo" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Fund_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "PaymentCustomer" (
    "id" UUID NOT NULL,
    "donorId" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "customerId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaymentCustomer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GivingAttempt" (
    "id" UUID NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "frequency" "Frequency" NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "feeCover" INTEGER NOT NULL DEFAULT 0,
    "fundCode" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "donorId" UUID NOT NULL,
    "sponsorshipId" UUID,
    "state" "AttemptState" NOT NULL DEFAULT 'created',
    "idempotencyKey" TEXT NOT NULL,
    "sessionParams" JSONB,
    "sessionId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GivingAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" UUID NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "chargeId" TEXT NOT NULL,
    "paymentIntentId" TEXT,
    "invoiceId" TEXT,
    "attemptId" UUID,
    "sponsorshipId" UUID,
    "donorId" UUID NOT NULL,
    "fundCode" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "fee" INTEGER,
    "state" "PaymentState" NOT NULL,
    "frequency" "Frequency" NOT NULL,
    "giftDate" DATE NOT NULL,
    "paidAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Refund" (
    "id" UUID NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "refundId" TEXT NOT NULL,
    "paymentId" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "id" UUID NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "paymentId" UUID NOT NULL,
    "donorId" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "giftDate" DATE NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReceiptCounter" (
    "mode" "PaymentMode" NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "ReceiptCounter_pkey" PRIMARY KEY ("mode","year")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" UUID NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "paymentId" UUID,
    "refundId" UUID,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerLine" (
    "entryId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "fundCode" TEXT,
    "currency" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,

    CONSTRAINT "LedgerLine_pkey" PRIMARY KEY ("entryId","line")
);

-- CreateTable
CREATE TABLE "Sponsorship" (
    "id" UUID NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "donorId" UUID NOT NULL,
    "childToken" TEXT,
    "fundCode" TEXT NOT NULL,
    "slotCount" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "frequency" "Frequency" NOT NULL,
    "language" "Language" NOT NULL,
    "state" "SponsorshipState" NOT NULL,
    "health" "PaymentHealth" NOT NULL DEFAULT 'healthy',
    "subscriptionId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "nextChargeAt" TIMESTAMPTZ(3),
    "pausedUntil" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Sponsorship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Slot" (
    "childToken" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "sponsorshipId" UUID,

    CONSTRAINT "Slot_pkey" PRIMARY KEY ("childToken","number")
);

-- CreateTable
CREATE TABLE "SponsorshipTransition" (
    "id" UUID NOT NULL,
    "sponsorshipId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from" "SponsorshipState",
    "to" "SponsorshipState" NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,
    "details" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SponsorshipTransition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SponsorshipChange" (
    "id" UUID NOT NULL,
    "sponsorshipId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,
    "state" "ChangeState" NOT NULL DEFAULT 'requested',
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "SponsorshipChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StripeEvent" (
    "id" TEXT NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "type" TEXT NOT NULL,
    "objectId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "EventState" NOT NULL DEFAULT 'received',
    "processedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "StripeEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StripeObjectSync" (
    "objectId" TEXT NOT NULL,
    "rev" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "StripeObjectSync_pkey" PRIMARY KEY ("objectId")
);

-- CreateTable
CREATE TABLE "OutboxMail" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "state" "MailState" NOT NULL DEFAULT 'queued',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "firstTryAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "providerId" TEXT,
    "error" TEXT,

    CONSTRAINT "OutboxMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "DailySalt" (
    "day" DATE NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "DailySalt_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "SandboxClock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offsetSeconds" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SandboxClock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Child_pseudonym_key" ON "Child"("pseudonym");

-- CreateIndex
CREATE INDEX "Child_publication_ageBand_firstRelease_position_idx" ON "Child"("publication", "ageBand", "firstRelease", "position");

-- CreateIndex
CREATE INDEX "Donor_emailIndex_idx" ON "Donor"("emailIndex");

-- CreateIndex
CREATE INDEX "Donor_joinedIntoId_idx" ON "Donor"("joinedIntoId");

-- CreateIndex
CREATE INDEX "Session_donorId_idx" ON "Session"("donorId");

-- CreateIndex
CREATE UNIQUE INDEX "SignInRequest_linkHash_key" ON "SignInRequest"("linkHash");

-- CreateIndex
CREATE INDEX "SignInRequest_browserHash_idx" ON "SignInRequest"("browserHash");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentCustomer_idempotencyKey_key" ON "PaymentCustomer"("idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentCustomer_customerId_key" ON "PaymentCustomer"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentCustomer_donorId_currency_mode_key" ON "PaymentCustomer"("donorId", "currency", "mode");

-- CreateIndex
CREATE UNIQUE INDEX "GivingAttempt_sponsorshipId_key" ON "GivingAttempt"("sponsorshipId");

-- CreateIndex
CREATE UNIQUE INDEX "GivingAttempt_idempotencyKey_key" ON "GivingAttempt"("idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "GivingAttempt_sessionId_key" ON "GivingAttempt"("sessionId");

-- CreateIndex
CREATE INDEX "GivingAttempt_state_createdAt_idx" ON "GivingAttempt"("state", "createdAt");

-- CreateIndex
CREATE INDEX "GivingAttempt_donorId_idx" ON "GivingAttempt"("donorId");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_chargeId_key" ON "Payment"("chargeId");

-- CreateIndex
CREATE INDEX "Payment_donorId_paidAt_idx" ON "Payment"("donorId", "paidAt");

-- CreateIndex
CREATE INDEX "Payment_sponsorshipId_idx" ON "Payment"("sponsorshipId");

-- CreateIndex
CREATE INDEX "Payment_paymentIntentId_idx" ON "Payment"("paymentIntentId");

-- CreateIndex
CREATE UNIQUE INDEX "Refund_refundId_key" ON "Refund"("refundId");

-- CreateIndex
CREATE INDEX "Refund_paymentId_idx" ON "Refund"("paymentId");

-- CreateIndex
CREATE UNIQUE INDEX "Receipt_mode_year_number_key" ON "Receipt"("mode", "year", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Receipt_paymentId_kind_key" ON "Receipt"("paymentId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_mode_source_key" ON "LedgerEntry"("mode", "source");

-- CreateIndex
CREATE INDEX "LedgerLine_account_currency_idx" ON "LedgerLine"("account", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "Sponsorship_subscriptionId_key" ON "Sponsorship"("subscriptionId");

-- CreateIndex
CREATE INDEX "Sponsorship_donorId_idx" ON "Sponsorship"("donorId");

-- CreateIndex
CREATE INDEX "Sponsorship_state_idx" ON "Sponsorship"("state");

-- CreateIndex
CREATE INDEX "Slot_sponsorshipId_idx" ON "Slot"("sponsorshipId");

-- CreateIndex
CREATE INDEX "SponsorshipTransition_sponsorshipId_at_idx" ON "SponsorshipTransition"("sponsorshipId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "SponsorshipChange_idempotencyKey_key" ON "SponsorshipChange"("idempotencyKey");

-- CreateIndex
CREATE INDEX "SponsorshipChange_sponsorshipId_idx" ON "SponsorshipChange"("sponsorshipId");

-- CreateIndex
CREATE INDEX "StripeEvent_state_receivedAt_idx" ON "StripeEvent"("state", "receivedAt");

-- CreateIndex
CREATE INDEX "StripeEvent_receivedAt_idx" ON "StripeEvent"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMail_dedupeKey_key" ON "OutboxMail"("dedupeKey");

-- CreateIndex
CREATE INDEX "OutboxMail_state_createdAt_idx" ON "OutboxMail"("state", "createdAt");

-- AddForeignKey
ALTER TABLE "ReleaseMember" ADD CONSTRAINT "ReleaseMember_releaseNumber_fkey" FOREIGN KEY ("releaseNumber") REFERENCES "Release"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseMember" ADD CONSTRAINT "ReleaseMember_childToken_fkey" FOREIGN KEY ("childToken") REFERENCES "Child"("token") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicationTransition" ADD CONSTRAINT "PublicationTransition_childToken_fkey" FOREIGN KEY ("childToken") REFERENCES "Child"("token") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Donor" ADD CONSTRAINT "Donor_joinedIntoId_fkey" FOREIGN KEY ("joinedIntoId") REFERENCES "Donor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_donorId_fkey" FOREIGN KEY ("donorId") REFERENCES "Donor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInRequest" ADD CONSTRAINT "SignInRequest_donorId_fkey" FOREIGN KEY ("donorId") REFERENCES "Donor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentCustomer" ADD CONSTRAINT "PaymentCustomer_donorId_fkey" FOREIGN KEY ("donorId") REFERENCES "Donor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GivingAttempt" ADD CONSTRAINT "GivingAttempt_donorId_fkey" FOREIGN KEY ("donorId") REFERENCES "Donor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GivingAttempt" ADD CONSTRAINT "GivingAttempt_fundCode_fkey" FOREIGN KEY ("fundCode") REFERENCES "Fund"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GivingAttempt" ADD CONSTRAINT "GivingAttempt_sponsorshipId_fkey" FOREIGN KEY ("sponsorshipId") REFERENCES "Sponsorship"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_donorId_fkey" FOREIGN KEY ("donorId") REFERENCES "Donor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_fundCode_fkey" FOREIGN KEY ("fundCode") REFERENCES "Fund"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "GivingAttempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_sponsorshipId_fkey" FOREIGN KEY ("sponsorshipId") REFERENCES "Sponsorship"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_donorId_fkey" FOREIGN KEY ("donorId") REFERENCES "Donor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_refundId_fkey" FOREIGN KEY ("refundId") REFERENCES "Refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerLine" ADD CONSTRAINT "LedgerLine_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "LedgerEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sponsorship" ADD CONSTRAINT "Sponsorship_donorId_fkey" FOREIGN KEY ("donorId") REFERENCES "Donor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sponsorship" ADD CONSTRAINT "Sponsorship_childToken_fkey" FOREIGN KEY ("childToken") REFERENCES "Child"("token") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sponsorship" ADD CONSTRAINT "Sponsorship_fundCode_fkey" FOREIGN KEY ("fundCode") REFERENCES "Fund"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_childToken_fkey" FOREIGN KEY ("childToken") REFERENCES "Child"("token") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_sponsorshipId_fkey" FOREIGN KEY ("sponsorshipId") REFERENCES "Sponsorship"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SponsorshipTransition" ADD CONSTRAINT "SponsorshipTransition_sponsorshipId_fkey" FOREIGN KEY ("sponsorshipId") REFERENCES "Sponsorship"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SponsorshipChange" ADD CONSTRAINT "SponsorshipChange_sponsorshipId_fkey" FOREIGN KEY ("sponsorshipId") REFERENCES "Sponsorship"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Constraints that the schema language can't say.

-- A proven address belongs to one donor; unproven ones may repeat.
CREATE UNIQUE INDEX "Donor_proven_email_key" ON "Donor"("emailIndex") WHERE "provenAt" IS NOT NULL AND "joinedIntoId" IS NULL;

ALTER TABLE "Slot" ADD CONSTRAINT "Slot_number_check" CHECK ("number" BETWEEN 1 AND 12);
ALTER TABLE "GivingAttempt" ADD CONSTRAINT "GivingAttempt_amount_check" CHECK ("amount" > 0 AND "feeCover" >= 0);
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_amount_check" CHECK ("amount" > 0);
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_amount_check" CHECK ("amount" > 0);
ALTER TABLE "Sponsorship" ADD CONSTRAINT "Sponsorship_amount_check" CHECK ("amount" > 0 AND "slotCount" >= 0);
ALTER TABLE "Sponsorship" ADD CONSTRAINT "Sponsorship_slots_check" CHECK (("childToken" IS NULL) = ("slotCount" = 0));
ALTER TABLE "SandboxClock" ADD CONSTRAINT "SandboxClock_single_row" CHECK ("id" = 1);
ALTER TABLE "Child" ADD CONSTRAINT "Child_first_release_check" CHECK ("publication" NOT IN ('published', 'hidden') OR "firstRelease" IS NOT NULL);

-- Rows that are history: corrected by new rows, never changed or removed.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Release" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ReleaseMember" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "PublicationTransition" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "SponsorshipTransition" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Receipt" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "LedgerEntry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "LedgerLine" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Double entry: at commit every entry has lines, and they add up to zero in each currency.
CREATE FUNCTION "check_ledger_balance"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry uuid := CASE TG_TABLE_NAME WHEN 'LedgerEntry' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'entryId')::uuid END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "LedgerLine" WHERE "entryId" = entry)
    OR EXISTS (SELECT 1 FROM "LedgerLine" WHERE "entryId" = entry GROUP BY "currency" HAVING sum("amount") <> 0) THEN
    RAISE EXCEPTION 'ledger entry % is not balanced', entry USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "balanced" AFTER INSERT ON "LedgerEntry" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_ledger_balance"();
CREATE CONSTRAINT TRIGGER "balanced" AFTER INSERT ON "LedgerLine" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_ledger_balance"();
