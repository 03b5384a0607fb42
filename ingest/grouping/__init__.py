"""Which files belong together: one mail, one applicant's folder, or loose files of one applicant."""
