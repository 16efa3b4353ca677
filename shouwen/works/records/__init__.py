"""The records of good order: inspection sheets, notice boards, training, competence, keepers, receipts of reading."""
