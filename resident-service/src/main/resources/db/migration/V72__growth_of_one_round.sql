-- Whoever reads or closes one round looks up who is still to be counted in it.
create index screening_growth_by_round on screening_growth (round);
