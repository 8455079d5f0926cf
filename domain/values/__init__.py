"""Values without identity: amounts, years, profiles, days, references."""
