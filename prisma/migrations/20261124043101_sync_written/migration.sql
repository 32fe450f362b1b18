-- AlterTable
ALTER TABLE "StripeObjectSync" ADD COLUMN     "written" INTEGER NOT NULL DEFAULT 0;
